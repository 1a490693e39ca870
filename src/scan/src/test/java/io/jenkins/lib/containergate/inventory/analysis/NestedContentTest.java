package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in archives: known by their content, whatever they are called, in any order. */
class NestedContentTest {
    private static final String LIB = "g.x:lib 1";
    private static final String NPM = "{\"name\":\"tar\",\"version\":\"6.1.0\"}";
    private static final String TAR = "tar 6.1.0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/Lib.class",
                "Lib.class",
                "META-INF/x.class",
                "META-INF/lib",
                "META-INF/MANIFEST.MF",
                "META-INF/maven/g/a/pom.xml",
                "lib/",
                "x.properties",
                "a.so"
            })
    void aJarInAnArchiveIsReadWhateverItsEntryIsCalled(String entry) throws Exception {
        for (String outer : new String[] {"app/a.jar", "app/a.war", "app/a.zip", "app/a"}) {
            assertThat(TestLayer.file(outer, TestJar.jar().with(entry, lib()).bytes())
                            .names())
                    .as(outer)
                    .contains(LIB);
            assertThat(TestLayer.file(outer, TestJar.jar().stored(entry, lib()).bytes())
                            .names())
                    .as(outer)
                    .contains(LIB);
        }
    }

    @Test
    void aJarBehindALargeClassIsRead() throws Exception {
        byte[] program = new byte[70_000];
        program[0] = (byte) 0xca;
        program[1] = (byte) 0xfe;
        program[2] = (byte) 0xba;
        program[3] = (byte) 0xbe;

        assertThat(TestLayer.file(
                                "a.jar",
                                TestJar.jar()
                                        .with("A.class", joined(program, lib()))
                                        .bytes())
                        .names())
                .containsExactly(LIB);
    }

    @Test
    void classesThatAreClassesAreNoGap() throws Exception {
        TestLayer layer = TestLayer.file(
                "a.jar", TestJar.jar().with("shop/", "").classes("shop/", 30).bytes());

        assertThat(layer.gaps()).isEmpty();
    }

    @Test
    void packagesOfNodeInAJarAreRead() throws Exception {
        byte[] jar = TestJar.jar().with("node_modules/tar/package.json", NPM).bytes();

        assertThat(TestLayer.file("app/layer.jar", jar).names()).containsExactly(TAR);
    }

    @Test
    void tarsInZipsAndZipsInTarsInZipsAreRead() throws Exception {
        byte[] tar = tar("tar/package.json", NPM.getBytes(StandardCharsets.UTF_8), Compression.GZIP);
        byte[] zip = TestJar.jar().with("data", tar).bytes();
        byte[] tarred = tar("deep.bin", zip, Compression.NONE);

        assertThat(TestLayer.file("a.zip", zip).names()).containsExactly(TAR);
        assertThat(TestLayer.file("a.zip", TestJar.jar().with("x.txt", tarred).bytes())
                        .names())
                .containsExactly(TAR);
        assertThat(TestLayer.file("a.jar", TestJar.jar().with("x.txt", tarred).bytes())
                        .names())
                .containsExactly(TAR);
    }

    @Test
    void programsInAZipAreRead() throws Exception {
        byte[] program =
                TestElf.elf().inline("go1.21.3", "path\tx\nmod\tx\t(devel)\t\n").bytes();
        byte[] packed = TestElf.elf().sectionName("pydata").bytes();

        for (String outer : new String[] {"opt/tool.zip", "opt/tool.jar", "opt/tool"}) {
            assertThat(TestLayer.file(
                                    outer,
                                    TestJar.jar().with("bin/tool", program).bytes())
                            .names())
                    .as(outer)
                    .containsExactly("stdlib 1.21.3");
            assertThat(TestLayer.file(
                                    outer,
                                    TestJar.jar().with("bin/tool", packed).bytes())
                            .gaps())
                    .as(outer)
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.rule().value()).isEqualTo("unread-ecosystem"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/lib/dpkg/status",
                "r/var/lib/dpkg/status.d/base",
                "root/lib/apk/db/installed",
                "x/library/ggplot2/DESCRIPTION",
                "tool.phar"
            })
    void whatNothingReadsInAZipIsUndecided(String path) throws Exception {
        assertThat(TestLayer.file("root.zip", TestJar.jar().with(path, "x").bytes())
                        .gapRules())
                .containsExactly("unread-ecosystem root.zip!/" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt/app.bin", "opt/app", "opt/app.gz", "opt/logo.png"})
    void aCompressedTarIsKnownWhateverItsName(String path) throws Exception {
        byte[] content = NPM.getBytes(StandardCharsets.UTF_8);
        byte[] plain = tar("tar/package.json", content, Compression.NONE);
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
            out.write(plain);
        }
        for (byte[] tar : new byte[][] {
            tar("tar/package.json", content, Compression.GZIP),
            tar("tar/package.json", content, Compression.ZSTD),
            bzip2.toByteArray(),
            gzip(gzip(plain)),
            zlib(plain)
        }) {
            assertThat(TestLayer.file(path, tar).names()).containsExactly(TAR);
        }
    }

    @Test
    void aCompressedJarAndACompressedPackageFileAreRead() throws Exception {
        assertThat(TestLayer.file("opt/x", gzip(lib())).names()).containsExactly(LIB);
        assertThat(TestLayer.file("a/package.json.gz", gzip(NPM.getBytes(StandardCharsets.UTF_8)))
                        .names())
                .containsExactly(TAR);
        TestLayer page = TestLayer.file("usr/share/man/ls.1.gz", gzip(".TH LS 1".getBytes(StandardCharsets.UTF_8)))
                .with("broken.gz", Arrays.copyOf(gzip("text".repeat(900).getBytes(StandardCharsets.UTF_8)), 20));
        assertThat(page.gaps()).isEmpty();
        assertThat(page.packages()).isEmpty();
    }

    @Test
    void aTarWithoutMagicNumberIsKnownByItsChecksum() throws Exception {
        byte[] tar = tar("tar/package.json", NPM.getBytes(StandardCharsets.UTF_8), Compression.NONE);
        int magic = 0;
        for (int i = 257; i < 265; i++) {
            magic += tar[i] & 0xff;
            tar[i] = 0;
        }
        int sum = Integer.parseInt(new String(tar, 148, 6, StandardCharsets.US_ASCII).strip(), 8) - magic;
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, tar, 148, 8);

        assertThat(TestLayer.file("opt/app.dat", tar).names()).containsExactly(TAR);
    }

    @Test
    void a7zIsReadAndOtherKindsAreUndecided() throws Exception {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("lib/x");
            out.putArchiveEntry(entry);
            out.write(lib());
            out.closeArchiveEntry();
        }
        byte[] sevenZip = Arrays.copyOf(channel.array(), (int) channel.size());

        assertThat(TestLayer.file("opt/x.png", sevenZip).names()).containsExactly(LIB);
        byte[] rar = joined("Rar!\u001a\7\1\0".getBytes(StandardCharsets.ISO_8859_1), new byte[500]);
        assertThat(TestLayer.file("opt/x.png", rar).gapRules()).containsExactly("unreadable-archive opt/x.png");
        byte[] packed = joined(HexFormat.of().parseHex("cafed00d0796"), new byte[500]);
        assertThat(TestLayer.file("lib/log4j-core.jar.pack.gz", gzip(packed)).gapRules())
                .containsExactly("unreadable-archive lib/log4j-core.jar.pack.gz!/log4j-core.jar.pack");
        assertThat(TestLayer.file("a.jar", TestJar.jar().with("b.class", rar).bytes())
                        .gapRules())
                .containsExactly("unreadable-archive a.jar!/b.class");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 14, 93})
    void anEntryThatIsCompressedAsJavaDoesNotIsUndecided(int method) throws Exception {
        for (String entry : new String[] {"data.bin", "A.class"}) {
            byte[] zip = TestJar.jar().with(entry, lib()).with("b.txt", "text").bytes();
            zip[8] = (byte) method;
            int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
            zip[directory + 10] = (byte) method;

            assertThat(TestLayer.file("opt/x.zip", zip).gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.rule().value()).isEqualTo("unreadable-archive");
                assertThat(gap.actual()).contains(entry, "compression method " + method);
            });
        }
    }

    @Test
    void aZipWithoutItsDirectoryIsUndecided() throws Exception {
        byte[] zip = TestJar.jar()
                .with("tar/package.json", NPM)
                .with("b.txt", "text")
                .bytes();
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");

        for (int length : new int[] {directory, zip.length - 4}) {
            assertThat(TestLayer.file("opt/x", Arrays.copyOf(zip, length)).gapRules())
                    .containsExactly("unreadable-archive opt/x");
        }
    }

    @Test
    void ofTwoZipsInOneFileBothAreRead() throws Exception {
        byte[] other = TestJar.jar().with("tar/package.json", NPM).bytes();

        assertThat(TestLayer.file("opt/x.zip", joined(lib(), other)).names()).containsExactlyInAnyOrder(LIB, TAR);
        assertThat(TestLayer.file("opt/x.zip", joined(tar("a", lib(), Compression.NONE), other))
                        .names())
                .containsExactlyInAnyOrder(LIB, TAR);
    }

    @Test
    void anArchiveBehindSomethingElseInATarIsRead() throws Exception {
        byte[] picture = joined("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1), lib());

        assertThat(TestLayer.file("a.tgz", tar("logo.png", picture, Compression.GZIP))
                        .names())
                .containsExactly(LIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/setup.run", "app/setup.zip!/x", "app/setup.tar!/x", "app/setup.gz"})
    void whatAScriptOrAProgramUnpacksFromBehindItselfIsRead(String place) throws Exception {
        for (byte[] before : new byte[][] {
            "#!/bin/sh\ntail -n +3 \"$0\" | tar xz\n".getBytes(StandardCharsets.US_ASCII),
            TestElf.elf().bytes()
        }) {
            assertReadBehind(before, place);
        }
    }

    private static void assertReadBehind(byte[] before, String place) throws Exception {
        byte[] content = NPM.getBytes(StandardCharsets.UTF_8);
        for (byte[] payload : new byte[][] {
            tar("tar/package.json", content, Compression.GZIP),
            tar("tar/package.json", content, Compression.NONE),
            gzip(TestJar.jar().with("tar/package.json", NPM).bytes())
        }) {
            byte[] whole = joined(before, payload);
            String[] path = place.split("!/");
            byte[] file = path.length == 1
                    ? place.endsWith(".gz") ? gzip(whole) : whole
                    : path[0].endsWith(".zip")
                            ? TestJar.jar().with(path[1], whole).bytes()
                            : tar(path[1], whole, Compression.NONE);
            TestLayer layer = TestLayer.file(path[0], file);

            assertThat(layer.names()).containsExactly(TAR);
            assertThat(layer.gaps()).isEmpty();
        }
    }

    @Test
    void aCpioAndWhatFollowsItIsRead() throws Exception {
        byte[] program = cpio("lib/x", lib());
        byte[] second = gzip(cpio("node/tar/package.json", NPM.getBytes(StandardCharsets.UTF_8)));

        assertThat(TestLayer.file("boot/initrd.img", program).names()).containsExactly(LIB);
        assertThat(TestLayer.file("boot/initrd.img", gzip(program)).names()).containsExactly(LIB);
        assertThat(TestLayer.file("boot/initrd.img", joined(program, joined(new byte[512], second)))
                        .names())
                .containsExactly(LIB, TAR);
        assertThat(TestLayer.file(
                                "notes",
                                "070701 is a date, and this is a text that is long enough for a header; "
                                        + "so nothing here is an archive at all, whatever it begins with")
                        .gaps())
                .isEmpty();
    }

    @Test
    void anArchiveBehindSomethingElseThatIsCompressedIsRead() throws Exception {
        byte[] picture = joined("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1), lib());

        assertThat(TestLayer.file("x.png.gz", gzip(picture)).names()).containsExactly(LIB);
        assertThat(TestLayer.file("x.gz", joined(gzip(new byte[10]), gzip(lib())))
                        .names())
                .containsExactly(LIB);
    }

    private static byte[] cpio(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out)) {
            cpio.putArchiveEntry(new CpioArchiveEntry(name, content.length));
            cpio.write(content);
            cpio.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private static byte[] lib() throws IOException {
        return TestJar.jar().pom("g.x", "lib", "1").bytes();
    }

    private static byte[] tar(String name, byte[] content, Compression compression) throws IOException {
        LayerBuilder entries = layer().file(name, content).compression(compression);
        return entries.build().blob().bytes();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
