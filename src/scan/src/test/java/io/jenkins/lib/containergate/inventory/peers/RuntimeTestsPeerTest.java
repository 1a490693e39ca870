package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests that come with Go and CPython hold archives that are broken on purpose: images of both are no ERROR for them. */
@Tag("peers")
class RuntimeTestsPeerTest {
    @TempDir
    Path directory;

    @Test
    void theTestsOfGosArchiveLibrariesAreNoGap() throws Exception {
        Peer.needs("go");
        assertNoGaps(Path.of(Peer.run(directory, "go", "env", "GOROOT").strip()).resolve("src/archive"));
    }

    @Test
    void theArchivesOfCPythonsTestsAreNoGap() throws Exception {
        Peer.needs("python3");
        Path tests = Path.of(Peer.run(directory, "python3", "-c", "import test; print(test.__path__[0])")
                .strip());
        Path data = tests.resolve("archivetestdata/testtar.tar");
        Path tar = Files.exists(data) ? data : tests.resolve("testtar.tar");
        if (!Files.exists(tar)) {
            Peer.missing("this Python came without its tests");
        }
        Path copy = Files.createDirectories(directory.resolve("tests"));
        Files.copy(tar, copy.resolve("testtar.tar"));
        assertNoGaps(copy);
    }

    private void assertNoGaps(Path tree) throws Exception {
        ScannedImage scanned = ScannedImage.of(directory, LayerBuilder.layer().tree(tree, "usr/local/lib/runtime/"));

        assertThat(scanned.gapRules()).containsExactly("no-packages-found");
    }
}
