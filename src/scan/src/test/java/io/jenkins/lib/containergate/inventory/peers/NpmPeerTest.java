package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node_modules tree filled by npm, compared with npm's own list. */
@Tag("peers")
class NpmPeerTest {
    private static final String PACKAGE = """
        {"name": "shop", "version": "1.0.0", "private": true, "dependencies": {
          "express": "4.17.1", "lodash": "4.17.20", "@babel/core": "7.24.0", "resolve": "1.22.8",
          "alias": "npm:left-pad@1.3.0"}}
        """;

    @TempDir
    Path directory;

    @Test
    void nodeModulesHoldsWhatNpmSays() throws Exception {
        Path tree = tree();
        Set<String> expected = new TreeSet<>();
        collect(new ObjectMapper().readTree(Peer.run(tree, "npm", "ls", "--all", "--json")), expected);

        ScannedImage scanned = ScannedImage.of(directory, LayerBuilder.layer().tree(tree, "app/"));

        Set<String> actual = new TreeSet<>();
        scanned.inventory().packages().stream()
                .filter(found -> found.ecosystem() == Ecosystem.NPM)
                .forEach(found -> actual.add(found.name() + " " + found.version()));
        assertThat(expected).contains("express 4.17.1").hasSizeGreaterThan(50);
        assertThat(actual).containsExactlyElementsOf(expected);
        assertThat(scanned.gapRules()).isEmpty();
    }

    static Path tree() throws IOException, InterruptedException {
        Peer.needs("npm");
        return Peer.tree("npm", root -> {
            Files.writeString(root.resolve("package.json"), PACKAGE);
            Peer.run(root, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        });
    }

    private static void collect(JsonNode node, Set<String> found) {
        for (Map.Entry<String, JsonNode> dependency : node.path("dependencies").properties()) {
            JsonNode details = dependency.getValue();
            String name = dependency.getKey().equals("alias") ? "left-pad" : dependency.getKey();
            if (details.has("version")) {
                found.add(name + " " + details.get("version").asText());
            }
            collect(details, found);
        }
    }
}
