package io.jenkins.lib.containergate.ecs.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files beside its templates in which CDK describes them for people. They may be far larger than a template, so they are recognised by
 * the names of their outermost members: a file that is only called so is read as what it is.
 *
 * @see <a href="https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/private/tree-metadata.ts">Tree metadata</a>
 */
final class CdkNotes {
    private static final String TREE = "tree.json";
    private static final Set<String> OF_TREE = Set.of("version", "tree");
    /** Its members are paths of constructs, such as {@code /Shop/Task}. */
    private static final String METADATA = ".metadata.json";

    /** A construct is some levels below the one that it is in. */
    private static final int MAX_DEPTH = 1_000;
    /** More constructs than any stack has resources. */
    private static final int MAX_MEMBERS = 100_000;

    private static final JsonFactory JSON = JsonBounds.depth(MAX_DEPTH).withoutSharedNames();

    private CdkNotes() {}

    /** @throws IOException when the file cannot be read */
    static boolean isNote(Path file, String name) throws IOException {
        if (name.equals(TREE)) {
            return OF_TREE.equals(members(file));
        }
        return name.endsWith(METADATA) && members(file).stream().allMatch(member -> member.startsWith("/"));
    }

    /** Names of the outermost members; one that fits nothing where it is not one object in JSON. */
    private static Set<String> members(Path file) throws IOException {
        Set<String> names = new HashSet<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            while (object && json.nextToken() == JsonToken.FIELD_NAME && names.size() < MAX_MEMBERS) {
                object = names.add(json.currentName());
                json.nextToken();
                json.skipChildren();
            }
            if (!object || json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                names.add("");
            }
        } catch (StreamReadException e) {
            names.add("");
        }
        return names;
    }
}
