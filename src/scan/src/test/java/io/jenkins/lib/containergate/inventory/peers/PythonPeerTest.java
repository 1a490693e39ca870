package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A virtual environment filled by pip, compared with pip's own list. */
@Tag("peers")
class PythonPeerTest {
    @TempDir
    Path directory;

    @Test
    void aVirtualEnvironmentHoldsWhatPipSays() throws Exception {
        Path tree = tree();
        TreeSet<String> expected = new TreeSet<>();
        for (JsonNode item : new ObjectMapper()
                .readTree(Peer.run(
                        tree, tree.resolve("venv/bin/python").toString(), "-m", "pip", "list", "--format=json"))) {
            expected.add(item.get("name").asText().replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT) + " "
                    + item.get("version").asText());
        }

        ScannedImage scanned = ScannedImage.of(directory, LayerBuilder.layer().tree(tree, "srv/"));

        assertThat(expected).contains("flask 2.2.5").hasSizeGreaterThan(8);
        // libraries that pip and setuptools carry along are no business of pip's list
        assertThat(scanned.inventory().packages())
                .filteredOn(found -> found.path().matches("srv/venv/lib/python[0-9.]+/site-packages/[^/]+/[^/]+"))
                .extracting(PythonPeerTest::named)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned.inventory().gaps())
                .noneMatch(gap -> gap.location().path().orElse("").contains("site-packages"));
    }

    static Path tree() throws IOException, InterruptedException {
        Peer.needs("python3");
        return Peer.tree("python", root -> {
            Peer.run(root, "python3", "-m", "venv", root.resolve("venv").toString());
            Peer.run(
                    root,
                    root.resolve("venv/bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "flask==2.2.5",
                    "zope.interface",
                    "PyYAML",
                    "ruamel.yaml");
        });
    }

    private static String named(InstalledPackage found) {
        return found.name() + " " + found.version();
    }
}
