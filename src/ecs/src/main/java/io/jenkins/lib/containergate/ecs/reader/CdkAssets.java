package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that CDK uploads before it deploys, by its asset manifests ({@code *.assets.json}; cloud assembly schema,
 * {@code AssetManifest}). A nested stack is deployed from the address in its {@code TemplateURL}: only where that is the
 * address a file is uploaded to is the file what will be deployed.
 *
 * @param uploads where each file goes to
 */
record CdkAssets(List<Upload> uploads) {
    static final String ENDING = ".assets.json";

    private static final Set<String> MEMBERS = Set.of("version", "files", "dockerImages");

    /** The bucket of a bootstrapped account; one of any other name may be anybody's. */
    private static final Pattern BUCKET = Pattern.compile(
            "cdk-[a-z0-9]{1,10}-assets-(?:\\$\\{AWS::AccountId}|[0-9]{12})-(?:\\$\\{AWS::Region}|[a-z0-9-]+)");

    private static final Pattern HOST = Pattern.compile(
            "https://s3\\.(?:\\$\\{AWS::Region}|[a-z0-9-]+)\\.(?:\\$\\{AWS::URLSuffix}|amazonaws\\.com(?:\\.cn)?)/");

    private static final Value NOTHING = new Value.Null(new Mark(null, "", 1));

    /** @param place bucket and key, with pseudo parameters as {@code Fn::Sub} writes them */
    record Upload(String path, String place) {}

    CdkAssets {
        uploads = List.copyOf(uploads);
    }

    static CdkAssets of(Collection<Value> manifests) {
        List<Upload> uploads = new ArrayList<>();
        for (Value root : manifests) {
            for (Value file : items(member(root, "files"))) {
                if (member(member(file, "source"), "path") instanceof Text path) {
                    for (Value destination : items(member(file, "destinations"))) {
                        if (member(destination, "bucketName") instanceof Text bucket
                                && member(destination, "objectKey") instanceof Text key
                                && BUCKET.matcher(bucket.value()).matches()) {
                            uploads.add(new Upload(path.value(), bucket.value() + "/" + key.value()));
                        }
                    }
                }
            }
        }
        return new CdkAssets(uploads);
    }

    /** @param address a {@code TemplateURL} as it is written */
    boolean uploads(String path, Value address) {
        String written = written(address);
        return uploads.stream()
                .filter(upload -> upload.path().equals(path) && written.endsWith("/" + upload.place()))
                .anyMatch(upload -> HOST.matcher(written.substring(
                                0, written.length() - upload.place().length()))
                        .matches());
    }

    /** The file that is uploaded to an address, so that it is what a nested stack deploys. */
    Optional<String> source(Value address) {
        return uploads.stream()
                .map(Upload::path)
                .filter(path -> uploads(path, address))
                .findFirst();
    }

    /** With references as {@code Fn::Sub} writes them; what is computed in another way fits no address. */
    private static String written(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Mapping mapping && mapping.members().size() == 1) {
            if (mapping.members().get("Ref") instanceof Text name) {
                return "${" + name.value() + "}";
            }
            if (mapping.members().get("Fn::Sub") instanceof Text text) {
                return text.value();
            }
            if (mapping.members().get("Fn::Join") instanceof Sequence join
                    && join.items().size() == 2
                    && join.items().get(0) instanceof Text separator
                    && join.items().get(1) instanceof Sequence parts) {
                return String.join(
                        separator.value(),
                        parts.items().stream().map(CdkAssets::written).toList());
            }
        }
        return "\0";
    }

    /** Whether it is something else, or more, than such a manifest. */
    static boolean holdsMore(Value root) {
        return holdsMore(root, MEMBERS);
    }

    /** @param members of an object that holds nothing more */
    static boolean holdsMore(Value root, Set<String> members) {
        return !(root instanceof Mapping mapping
                && members.containsAll(mapping.members().keySet()));
    }

    /** A manifest that CDK writes. */
    static Value root(String file, byte[] content, DocumentLimits limits) throws GateException {
        return new JsonDocument(new Budget(file, limits)).read(new String(content, StandardCharsets.UTF_8));
    }

    static Value member(Value value, String name) {
        return value instanceof Mapping mapping ? mapping.members().getOrDefault(name, NOTHING) : NOTHING;
    }

    static List<Value> items(Value value) {
        return value instanceof Mapping mapping ? List.copyOf(mapping.members().values()) : List.of();
    }
}
