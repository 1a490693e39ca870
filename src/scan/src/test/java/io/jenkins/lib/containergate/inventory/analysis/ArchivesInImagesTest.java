package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packages in archives that a start script unpacks, and in those of Electron. */
class ArchivesInImagesTest {
    private static final String TAR = "{\"name\":\"tar\",\"version\":\"6.1.0\"}";
    private static final String PURL = "pkg:npm/tar@6.1.0";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void packagesInATarAreRead(Compression compression) throws Exception {
        byte[] jar = TestJar.jar().pom("org.x", "lib", "1.0").bytes();
        byte[] tar = tar(layer().file("./shop/node_modules/tar/package.json", TAR)
                .file("shop/lib/lib.jar", jar)
                .file(
                        "shop/tool",
                        TestElf.elf()
                                .inline("go1.21.3", "path\tx\nmod\tx\t(devel)\t\n")
                                .bytes())
                .compression(compression));

        ScannedImage image = scan(base().file("opt/shop.tar.gz", tar));

        assertThat(image.purls())
                .contains(PURL, "pkg:maven/org.x/lib@1.0")
                .anyMatch(purl -> purl.startsWith("pkg:golang/stdlib@"));
        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().packages())
                .filteredOn(found -> found.purl().equals(PURL))
                .extracting(found -> found.path())
                .containsExactly("opt/shop.tar.gz!/shop/node_modules/tar/package.json");
    }

    @Test
    void xzAndBzip2AreUnpackedToo() throws Exception {
        byte[] tar = tar(layer().file("tar/package.json", TAR).compression(Compression.NONE));
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(xz, new LZMA2Options(0))) {
            out.write(tar);
        }
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
            out.write(tar);
        }

        assertThat(scan(base().file("opt/shop.txz", xz.toByteArray())).purls()).contains(PURL);
        assertThat(scan(base().file("opt/shop.tar.bz2", bzip2.toByteArray())).purls())
                .contains(PURL);
    }

    @Test
    void aTarInATarIsRead() throws Exception {
        byte[] inside = tar(layer().file("tar/package.json", TAR));

        assertThat(scan(base().file("opt/shop.tar", tar(layer().file("app.tgz", inside))))
                        .purls())
                .contains(PURL);
    }

    @Test
    void anUncompressedTarIsKnownWhateverItsName() throws Exception {
        byte[] tar = tar(layer().file("tar/package.json", TAR).compression(Compression.NONE));

        assertThat(scan(base().file("opt/shop.dat", tar)).purls()).contains(PURL);
    }

    @Test
    void programsThatHoldPackagesAndWholeSystemsInATarAreUndecided() throws Exception {
        byte[] packed = TestElf.elf().sectionName("pydata").bytes();

        assertThat(scan(base().file("opt/shop.tgz", tar(layer().file("shop", packed))))
                        .gapRules())
                .containsExactly("unread-ecosystem");
        assertThat(scan(base().file("opt/root.tgz", tar(layer().file("var/lib/dpkg/status", deb("a", "1", "")))))
                        .gapRules())
                .containsExactly("unread-ecosystem");
        assertThat(scan(base().file("opt/admin.tgz", tar(layer().file("dpkg/status", deb("a", "1", "")))))
                        .gapRules())
                .containsExactly("unread-ecosystem");
        assertThat(scan(base().file("opt/image.tar", tar(layer().file("oci-layout", "{}"))))
                        .gapRules())
                .containsExactly("unread-ecosystem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop/share/lua/x-1.0.rockspec",
                "shop/library/ggplot2/DESCRIPTION",
                "shop/tool.phar",
                "shop/wp-includes/version.php",
                "shop/.pnp.cjs"
            })
    void packagesThatNothingReadsInATarAreUndecidedOnceAKind(String path) throws Exception {
        byte[] tar = tar(layer().file(path, "x").file("second/" + path, "x"));

        assertThat(scan(base().file("opt/shop.tgz", tar)).inventory().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.rule().value()).isEqualTo("unread-ecosystem"));
    }

    @Test
    void aTarThatIsCutOffIsUndecidedOnceItHeldAPackage() throws Exception {
        byte[] tar = tar(layer().file("tar/package.json", TAR)
                .file("b", "x".repeat(4096))
                .compression(Compression.NONE));
        ScannedImage image = scan(base().file("opt/shop.tar", Arrays.copyOf(tar, 2048)));

        assertThat(image.gapRules()).containsExactly("unreadable-archive");
        assertThat(image.purls()).contains(PURL);
    }

    @Test
    void aBrokenTarIsUndecidedHoweverSmallAndWhereverItLies() throws Exception {
        byte[] tar = tar(layer().file("a", "x".repeat(90_000)).compression(Compression.NONE));
        for (int length : new int[] {2048, 80_000}) {
            byte[] broken = Arrays.copyOf(tar, length);
            for (String path : new String[] {
                "opt/a.tar",
                "go/testdata/a.tar",
                "usr/local/go/src/archive/tar/testdata/writer-big.tar",
                "usr/lib/python3.11/test/testtar.tar",
                "usr/lib/python3.11/distutils/tests/a.tar",
                "usr/lib/python3.11/site-packages/shop/tests/a.tar"
            }) {
                assertThat(scan(base().file(path, broken)).gapRules()).as(path).containsExactly("unreadable-archive");
            }
            assertThat(scan(base().file("opt/go.tgz", tar(layer().file("go/src/archive/tar/testdata/a.tar", broken))))
                            .gapRules())
                    .containsExactly("unreadable-archive");
        }
    }

    @Test
    void aBrokenTarThatGoShipsForItsTestsIsNoGapWhereverItLies() throws Exception {
        byte[] big = bigEntryOfGoTests();

        assertThat(scan(base().file("usr/local/go/src/archive/tar/testdata/writer-big.tar", big)
                                .file("srv/x", big)
                                .file("opt/go.tgz", tar(layer().file("go/src/archive/tar/testdata/a.tar", big))))
                        .gapRules())
                .isEmpty();
        big[0] = 'T';
        assertThat(scan(base().file("usr/local/go/src/archive/tar/testdata/writer-big.tar", big))
                        .gapRules())
                .containsExactly("unreadable-archive");
    }

    /** {@code writer-big.tar}: the header of an entry of 16 GiB, and nothing after it. */
    private static byte[] bigEntryOfGoTests() {
        byte[] header = new byte[512];
        put(header, 0, "tmp/16gig.txt");
        put(header, 100, "0000640\0000216501\0000011610\0");
        header[124] = (byte) 0x80;
        header[131] = 4;
        put(header, 136, "11262231050\000013123\0 0");
        put(header, 257, "ustar  \0dsymonds");
        put(header, 297, "eng");
        put(header, 329, "0000000\0000000000");
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    @Test
    void aBrokenArchiveInATarIsUndecided() throws Exception {
        byte[] jar = TestJar.jar().pom("org.x", "lib", "1.0").bytes();
        byte[] zip = Arrays.copyOf(jar, jar.length - 30);
        byte[] tar = tar(layer().file("a", "x".repeat(4096)).compression(Compression.NONE));

        assertThat(scan(base().file("opt/shop.tgz", tar(layer().file("shop.zip", zip))))
                        .gapRules())
                .containsExactly("unreadable-archive");
        assertThat(scan(base().file("opt/shop.tgz", tar(layer().file("shop.tar", Arrays.copyOf(tar, 2048)))))
                        .gapRules())
                .containsExactly("unreadable-archive");
    }

    @Test
    void aTarOfNothingHoldsNothing() throws Exception {
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        new GZIPOutputStream(nothing).close();

        assertThat(scan(base().file("opt/shop.tgz", nothing.toByteArray())).gapRules())
                .isEmpty();
    }

    @Test
    void aTarThatUnpacksToTooMuchIsUndecided() throws Exception {
        byte[] tar = tar(layer().file("a", "x".repeat(40 << 20)));

        assertThat(TestLayer.file("opt/bomb.tgz", tar).limits(ratio(100)).gapRules())
                .containsExactly("package-data-limit opt/bomb.tgz");
    }

    @Test
    void aProgramThatIsCalledLikeAKindOfArchiveIsNoGap() throws Exception {
        assertThat(scan(base().file("opt/java/bin/jar", TestElf.elf().bytes())).gapRules())
                .isEmpty();
    }

    @Test
    void packagesInAnElectronArchiveAreRead() throws Exception {
        ScannedImage image = scan(base().file("app/resources/app.asar", asar(TAR, 0, TAR.length())));

        assertThat(image.purls()).contains(PURL);
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void packagesInAnElectronArchiveInATarAreRead() throws Exception {
        byte[] whole = tar(layer().file("shop/resources/app.asar", asar(TAR, 0, TAR.length())));
        byte[] outside = tar(layer().file("shop/resources/app.asar", asar(TAR, 1L << 40, TAR.length())));

        assertThat(scan(base().file("opt/shop.tgz", whole)).purls()).contains(PURL);
        assertThat(scan(base().file("opt/shop.tgz", outside)).gapRules()).containsExactly("unreadable-archive");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, -1L})
    void anElectronArchiveThatPointsOutsideOfItselfIsUndecided(long offset) throws Exception {
        assertThat(scan(base().file("app/app.asar", asar(TAR, offset, TAR.length())))
                        .gapRules())
                .containsExactly("unreadable-archive");
    }

    @Test
    void anElectronArchiveOfAnotherNameIsRead() throws Exception {
        assertThat(scan(base().file("app/core.bin", asar(TAR, 0, TAR.length()))).purls())
                .contains(PURL);
        assertThat(scan(base().file("app/core.asar", "no archive, but some text that is long enough"))
                        .gapRules())
                .isEmpty();
    }

    private static byte[] asar(String packageJson, long offset, long size) {
        byte[] directory =
                ("{\"files\":{\"index.js\":{\"size\":0,\"offset\":\"0\"},\"node_modules\":{\"files\":{\"tar\":{\"files\":"
                                + "{\"package.json\":{\"size\":" + size + ",\"offset\":\"" + offset
                                + "\",\"integrity\":{\"hash\":\"x\"}}}}}}}}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] content = packageJson.getBytes(StandardCharsets.UTF_8);
        int padded = (directory.length + 3) / 4 * 4;
        return ByteBuffer.allocate(16 + padded + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4)
                .putInt(padded + 8)
                .putInt(padded + 4)
                .putInt(directory.length)
                .put(directory)
                .position(16 + padded)
                .put(content)
                .array();
    }

    private static Limits ratio(int ratio) {
        var usual = Limits.defaults();
        return new Limits(
                usual.maxManifestBytes(),
                usual.maxLayers(),
                usual.maxLayerBytes(),
                ratio,
                usual.maxEntries(),
                usual.maxPathLength(),
                usual.maxLinkDepth(),
                usual.maxFileBytes(),
                usual.maxArchiveDepth(),
                usual.maxArchiveEntries());
    }

    private static byte[] tar(LayerBuilder entries) throws IOException {
        return entries.build().blob().bytes();
    }

    private ScannedImage scan(LayerBuilder layer) throws Exception {
        return ScannedImage.of(directory, layer);
    }
}
