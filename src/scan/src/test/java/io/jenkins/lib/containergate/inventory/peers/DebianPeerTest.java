package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root file system made by debootstrap from the archive this machine's apt uses, compared with dpkg-query. */
@Tag("peers")
class DebianPeerTest {
    private static final Set<String> GONE = Set.of("not-installed", "config-files");

    @TempDir
    Path directory;

    @Test
    void aDebianRootHoldsWhatDpkgSays() throws Exception {
        Peer.needs("dpkg-query");
        Path root = DebianRoot.build();
        List<String> expected = Peer.run(
                        root,
                        "dpkg-query",
                        "--admindir=" + root.resolve("var/lib/dpkg"),
                        "-W",
                        "-f",
                        "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package}"
                                + " ${source:Version}\\n")
                .lines()
                .filter(line -> !GONE.contains(line.substring(0, line.indexOf(' '))))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();

        ScannedImage scanned = ScannedImage.of(
                directory, LayerBuilder.layer().compression(Compression.NONE).tree(root, ""));

        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(scanned.inventory().packages())
                .filteredOn(found -> found.ecosystem() == Ecosystem.DEB)
                .extracting(DebianPeerTest::asDpkgSays)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned.inventory().packages())
                .anyMatch(found ->
                        found.ecosystem() == Ecosystem.PYPI && found.name().equals("six"));
        assertThat(scanned.inventory().os()).isPresent();
        assertThat(scanned.gapRules()).isEmpty();
    }

    private static String asDpkgSays(InstalledPackage found) {
        String architecture = found.purl().replaceAll(".*[?&]arch=([^&]+).*", "$1");
        var source = found.source().orElseThrow();
        return String.join(" ", found.name(), found.version(), architecture, source.name(), source.version());
    }
}
