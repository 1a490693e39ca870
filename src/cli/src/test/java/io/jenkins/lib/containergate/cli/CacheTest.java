package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.Lie;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheTest {
    @TempDir
    private Path folder;

    private Path archive;
    private Path osv;
    private Path cache;

    @BeforeEach
    void prepare() {
        archive = OciLayout.of(Fixtures.debian().build(), "1.0").writeArchive(folder.resolve("app.tar"));
        osv = Fixtures.osv(folder, "HIGH");
        cache = folder.resolve("cache");
    }

    private Gate scan(Path image, Path out) {
        return Gate.run("scan", "oci-archive:" + image, "--osv", osv, "--out", out, "--cache", cache);
    }

    private long entries() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.count();
        }
    }

    @Test
    void aSecondScanSaysTheSameFromTheCache() throws Exception {
        assertThat(scan(archive, folder.resolve("first")).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(entries()).as("one layer, and the table of its files").isEqualTo(2);
        assertThat(scan(archive, folder.resolve("second")).exit()).isEqualTo(ExitCode.FAILED);
        for (String report : new String[] {"verdict.json", "sbom.cdx.json"}) {
            assertThat(folder.resolve("second").resolve(report))
                    .hasSameBinaryContentAs(folder.resolve("first").resolve(report));
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void anImageThatLiesAboutItselfIsAnErrorAlsoWhenTheTruthIsInTheCache(Lie lie) {
        scan(archive, folder.resolve("first"));
        Path liar = OciLayout.of(Fixtures.debian().lie(lie).build(), "1.0").writeArchive(folder.resolve("liar.tar"));
        assertThat(scan(liar, folder.resolve("second")).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void nothingIsKeptWhenNobodyWantsIt() {
        Gate scan = Gate.run("scan", "oci-archive:" + archive, "--osv", osv, "--cache", cache, "--no-cache");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(cache).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCacheThatOthersCanWriteToIsRefused() throws Exception {
        Files.createDirectory(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Gate scan = scan(archive, folder.resolve("out"));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("can be written by others than its owner");
    }
}
