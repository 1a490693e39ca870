package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bound is crossed once, and kept to exactly once. */
class LayerBoundsTest {
    @TempDir
    Path directory;

    @Test
    void oneEntryTooManyIsAnError() throws Exception {
        Limits limits = limits(64 << 20, 2_000, 3, 100, 1 << 20);

        assertThat(scan(limits, layer().file("a", "").file("b", "").whiteout("c"))
                        .paths(0))
                .hasSize(2);
        assertExceeded(
                limits,
                "maxEntries",
                layer().file("a", "").file("b", "").whiteout("c").directory("d"));
    }

    @Test
    void oneByteTooManyIsAnError() throws Exception {
        // header, content, two end blocks
        LayerBuilder layer = layer().compression(Compression.NONE).file("a", Content.noise(1, 512));

        assertThat(scan(limits(2_048, 2_000, 10, 100, 1 << 20), layer).paths(0)).hasSize(1);
        assertExceeded(limits(2_047, 2_000, 10, 100, 1 << 20), "maxLayerBytes", layer);
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void aBombIsAnErrorLongBeforeItIsUnpacked(Compression compression) {
        assertExceeded(
                limits(1L << 40, 100, 10, 100, 1L << 40),
                "maxCompressionRatio",
                layer().compression(compression).file("zeros", Content.zeros(200 << 20)));
    }

    @Test
    void aSmallFileMayCompressAsWellAsItLikes() throws Exception {
        assertThat(scan(limits(1L << 40, 10, 10, 100, 1L << 40), layer().file("zeros", Content.zeros(900_000)))
                        .paths(0))
                .containsExactly("zeros");
    }

    @Test
    void aPathTooLongIsAnErrorInBytesNotCharacters() throws Exception {
        Limits limits = limits(64 << 20, 2_000, 10, 100, 1 << 20);

        assertThat(scan(limits, layer().file("é".repeat(50), "")).paths(0)).hasSize(1);
        assertExceeded(limits, "maxPathLength", layer().file("é".repeat(50) + "x", ""));
        assertExceeded(limits, "maxPathLength", layer().symlink("link", "x".repeat(101)));
    }

    @Test
    void aFileTooLargeIsAnErrorOnlyWhenSomebodyWantsIt() throws Exception {
        Limits limits = limits(64 << 20, 2_000, 10, 100, 1_000);
        LayerBuilder layer = layer().file("large", Content.noise(1, 1_001)).file("small", Content.noise(1, 1_000));
        String archive = "oci-archive:" + OciLayout.of(Scans.image(layer)).writeArchive(directory.resolve("image.tar"));
        RecordingAnalyzer small = new RecordingAnalyzer(entry -> entry.path().equals("small"));

        ImageScan scan = Scans.read(archive, limits, directory, List.of(small), Scans.noDeadline());

        assertThat(scan.of(small).get(0).get(1).content()).isPresent();
        assertExceeded(limits, "maxFileBytes", layer);
    }

    @Test
    void aChainOfLinksTooLongIsAnError() throws Exception {
        LayerBuilder layer = layer().file("d0/file", "1");
        for (int i = 1; i <= 6; i++) {
            layer.symlink("d" + i, "d" + (i - 1));
        }

        assertThat(scan(Limits.defaults(), layer.hardLink("link", "d5/file"))
                        .visibility()
                        .fileCount())
                .isEqualTo(2);
        assertExceeded(withLinkDepth(4), "maxLinkDepth", layer);
        assertExceeded(
                Limits.defaults(),
                "maxLinkDepth",
                layer().symlink("a", "b").symlink("b", "a").hardLink("c", "a/x"));
    }

    @Test
    void pathNamesTogetherMayNotExhaustTheMemory() {
        LayerBuilder layer = layer();
        for (int i = 0; i < 400; i++) {
            layer.directory(("" + (char) ('a' + i % 26)).repeat(200 + i % 50) + "/" + ("x" + i + "/").repeat(600));
        }

        assertExceeded(limits(64 << 20, 2_000, 1_000, 4_096, 1 << 20), "maxEntries", layer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "a/../../b", "a/..", "..", "/../x", "./.."})
    void aPathThatLeavesTheRootIsAnError(String path) {
        assertMalformed("'..'", layer().file(path, "x"));
    }

    @Test
    void aFileNameNoFileSystemCanHoldIsAnError() throws Exception {
        assertThat(Scans.scan(directory, layer().file("x".repeat(255), "")).paths(0))
                .hasSize(1);
        assertMalformed("255 bytes", layer().file("x".repeat(256), ""));
        assertMalformed("255 bytes", layer().file("é".repeat(128), ""));
    }

    @Test
    void impossibleSizesAreErrors() {
        assertMalformed(
                "negative size",
                layer().entry(TarEntry.file("a", Content.of("x")).withDeclaredSize(-1)));
        assertMalformed(
                "ends too early",
                layer().entry(TarEntry.file("a", Content.of("x")).withDeclaredSize(1L << 60)));
        assertMalformed(
                "negative size",
                layer().entry(TarEntry.file("a", Content.of("x")).withPax("size", "-5")));
        assertMalformed(
                "not a number",
                layer().entry(TarEntry.file("a", Content.of("x")).withPax("size", "9".repeat(30))));
    }

    @Test
    void sparseFilesAreRefusedWithAnAdvice() {
        assertMalformed("sparse", layer().entry(TarEntry.of('S', "a")));
        assertMalformed(
                "sparse", layer().entry(TarEntry.file("a", Content.of("x")).withPax("GNU.sparse.major", "1")));
    }

    @Test
    void typesNoRuntimeUnpacksAreErrors() {
        for (char type : new char[] {'7', 'V', 'M', 'D', 'Z', 255}) {
            assertMalformed("entry type", layer().entry(TarEntry.of(type, "a")));
        }
    }

    @Test
    void anExtendedHeaderTooLargeIsAnError() {
        assertMalformed(
                "larger than",
                layer().entry(TarEntry.file("a", Content.of("x")).withPax("comment", "x".repeat(1 << 20))));
    }

    @Test
    void aRootThatIsNoDirectoryIsAnError() throws Exception {
        assertThat(Scans.scan(directory, layer().directory("./").file("a", "")).paths(0))
                .containsExactly("a");
        assertMalformed("root", layer().file("./", "x"));
    }

    @Test
    void somethingThatIsNoTarIsAnError() {
        assertMalformed(
                "not a tar",
                layer().compression(Compression.NONE)
                        .damage(bytes -> "x".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertMalformed(
                "bzip2",
                layer().compression(Compression.NONE)
                        .damage(bytes -> "BZh91AY&SY".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static Limits limits(long layerBytes, int ratio, int entries, int pathLength, long fileBytes) {
        return new Limits(8 << 20, 512, layerBytes, ratio, entries, pathLength, 40, fileBytes, 8, 500_000);
    }

    private static Limits withLinkDepth(int depth) {
        return new Limits(8 << 20, 512, 64 << 20, 2_000, 1_000, 4_096, depth, 1 << 20, 8, 500_000);
    }

    private Scans.Recorded scan(Limits limits, LayerBuilder layer) throws Exception {
        return Scans.scan(directory, limits, Scans.image(layer));
    }

    private void assertExceeded(Limits limits, String limit, LayerBuilder layer) {
        assertThatThrownBy(() -> scan(limits, layer))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo(limit));
    }

    private void assertMalformed(String problem, LayerBuilder layer) {
        assertThatThrownBy(() -> scan(Limits.defaults(), layer))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("layer 1 of 1")
                .hasMessageContaining(problem);
    }
}
