package io.jenkins.lib.containergate.inventory.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What carries libraries inside in a form that is not read says so. */
class BundledPackagesTest {
    private static final String UNREAD = "unread-ecosystem ";

    @ParameterizedTest
    @ValueSource(strings = {".svm_heap", "pydata", "__managedcode", "swift5_typeref"})
    void aProgramWithTheSectionOfATool(String section) throws Exception {
        byte[] program = TestElf.elf().sectionName(section).data(new byte[] {1}).bytes();

        assertThat(TestLayer.file("app/shop", program).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MEI\014\013\012\013\016",
                "\n---- Bun! ----\n",
                "d3n0l4nd",
                "<nexe~~sentinel>",
                "{\"/snapshot/a.js\":{}}\n,\n\"/snapshot/a.js\"\n,\n{}\n,\n{}\n,\n0\n);\n})",
                "\nPAR.pm\n",
                "\u00dc\u00dc\u00f6\u00f6\0\0\0\0"
            })
    void aProgramWithTheMarkOfAToolAtItsEnd(String mark) throws Exception {
        byte[] program = followedBy(mark + "x".repeat(80));

        assertThat(TestLayer.file("app/shop", program).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    @Test
    void aSingleExecutableApplicationOfNode() throws Exception {
        assertThat(TestLayer.file(
                                "app/shop", TestElf.elf().note("NODE_SEA_BLOB").bytes())
                        .gapRules())
                .containsExactly(UNREAD + "app/shop");
        assertThat(TestLayer.file("usr/bin/node", TestElf.elf().note("GNU").bytes())
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aNoteThatIsOutsideOfTheProgramIsNoGap() throws Exception {
        byte[] program = TestElf.elf().note("NODE_SEA_BLOB").bytes();
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 8, Long.MAX_VALUE);

        assertThat(TestLayer.file("app/shop", program).gapRules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GHC 9.4.7\0", "GCC: (GNU) 12\0GHC 9.4.7\0", "rustc version 1.100.0 (0ef1bc386 2026-11-09)\0"})
    void aProgramThatSaysWhichCompilerMadeIt(String comment) throws Exception {
        assertThat(TestLayer.file("app/shop", compiled(comment)).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    @Test
    void aProgramOfACompilerOfC() throws Exception {
        assertThat(TestLayer.file("app/shop", compiled("GCC: (GNU) 12.2.0\0")).gapRules())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/python3/site-packages/ruff/ruff",
                "app/node_modules/@biomejs/cli-linux-x64/biome",
                "usr/lib/librsvg-2.so.2",
                "app/swc.node"
            })
    void rustInsideOfAPackageOfAnotherLanguageIsLeftToIt(String path) throws Exception {
        assertThat(TestLayer.file(path, compiled("rustc version 1.100.0\0")).gapRules())
                .isEmpty();
    }

    /** Official images have it without a package, and since version 26 with parts in Rust. */
    @ParameterizedTest
    @ValueSource(ints = {0, (1 << 20) - 20, 1 << 20, 3_000_000})
    void theRustInsideOfNodeJsIsAPartOfNodeJs(int before) throws Exception {
        byte[] rust = compiled("rustc version 1.88.0\0");
        byte[] mark = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:0".getBytes(StandardCharsets.US_ASCII);
        byte[] node = Arrays.copyOf(rust, rust.length + before + mark.length);
        System.arraycopy(mark, 0, node, rust.length + before, mark.length);

        assertThat(TestLayer.file("usr/local/bin/node", node).gapRules()).isEmpty();
        assertThat(TestLayer.file("usr/bin/node-22", node).gapRules()).isEmpty();
        assertThat(TestLayer.file("usr/bin/tool", node).gapRules()).containsExactly(UNREAD + "usr/bin/tool");
        assertThat(TestLayer.file("usr/local/bin/node", rust).gapRules())
                .containsExactly(UNREAD + "usr/local/bin/node");
    }

    @Test
    void aProgramThatIsAlsoAFileSystem() throws Exception {
        byte[] program = TestElf.elf().bytes();
        System.arraycopy(new byte[] {'A', 'I', 2}, 0, program, 8, 3);

        assertThat(TestLayer.file("app/shop", program).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPayloadThatTheLastBytesOfTheProgramLeadTo(boolean place) throws Exception {
        byte[] program = TestElf.elf().bytes();
        ByteBuffer packed = ByteBuffer.allocate(program.length + 11).order(ByteOrder.LITTLE_ENDIAN);
        packed.put(program).put(new byte[] {'K', 'A', 'Y'}).putLong(place ? program.length : 3);

        assertThat(TestLayer.file("app/shop", packed.array()).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    private static byte[] compiled(String comment) {
        return TestElf.elf()
                .sectionName(".comment")
                .data(comment.getBytes(StandardCharsets.ISO_8859_1))
                .bytes();
    }

    @Test
    void aProgramThatMentionsSuchAMarkElsewhereIsNoGap() throws Exception {
        assertThat(TestLayer.file("app/shop", followedBy("d3n0l4nd" + "x".repeat(8192)))
                        .gapRules())
                .isEmpty();
        assertThat(TestLayer.file("app/shop.txt", "d3n0l4nd").gapRules()).isEmpty();
    }

    @Test
    void aJavaRuntimeThatHoldsModulesOfAnApplication() throws Exception {
        String own =
                "JAVA_VERSION=\"17\"\nMODULES=\"java.base java.logging jdk.unsupported com.acme.shop org.slf4j\"\n";

        assertThat(TestLayer.file("opt/shop/release", own).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.actual()).contains("com.acme.shop, org.slf4j"));
        assertThat(TestLayer.file("opt/java/release", "MODULES=\"java.base javafx.base jdk.zipfs openj9.jvm\"\n")
                        .gapRules())
                .isEmpty();
        assertThat(TestLayer.file("etc/release", "Alma\n").gapRules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.sun.xml.bind", "com.oracle.database.jdbc", "com.ibm.icu", "oracle.jdbc"})
    void aLibraryOfAVendorOfRuntimesIsNoPartOfTheRuntime(String module) throws Exception {
        assertThat(TestLayer.file("opt/shop/release", "MODULES=\"java.base " + module + "\"\n")
                        .gapRules())
                .containsExactly(UNREAD + "opt/shop/release");
    }

    @Test
    void onlySwiftIsExpectedBelowTheRuntimeOfSwift() throws Exception {
        byte[] swift =
                TestElf.elf().sectionName("swift5_typeref").data(new byte[] {1}).bytes();
        byte[] python = TestElf.elf().sectionName("pydata").data(new byte[] {1}).bytes();

        assertThat(TestLayer.file("usr/lib/swift/linux/libswiftCore.so", swift).gapRules())
                .isEmpty();
        assertThat(TestLayer.file("usr/lib/swift/linux/shop", python).gapRules())
                .containsExactly(UNREAD + "usr/lib/swift/linux/shop");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImageOfJavaModulesThatHoldsModulesOfAnApplication(boolean little) throws Exception {
        assertThat(TestLayer.file("opt/shop/lib/modules", modules(little, "java.base", "packages", "com.acme.shop"))
                        .gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.actual()).endsWith(": com.acme.shop"));
        assertThat(TestLayer.file("opt/java/lib/modules", modules(little, "java.base", "jdk.zipfs", "modules"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void anImageOfJavaModulesThatPointsOutsideOfItself() throws Exception {
        byte[] image = modules(true, "java.base");
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 1 << 30);

        assertThat(TestLayer.file("lib/modules", image).gapRules()).containsExactly("unreadable-archive lib/modules");
    }

    @Test
    void theRuntimeThatRunsThisTestHoldsOnlyModulesOfJava() throws Exception {
        Path image = Path.of(System.getProperty("java.home"), "lib", "modules");
        Assumptions.assumeTrue(Files.isRegularFile(image), "a runtime of another layout");
        try (SeekableByteChannel channel = Files.newByteChannel(image)) {
            assertThat(TestLayer.layer()
                            .with("opt/java/lib/modules", new ChannelContent(channel))
                            .gapRules())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/com.acme.shop.jmod", "opt/java/jmods/java.sql.jmod"})
    void aSingleModuleOfAnApplicationWhateverItsFileIsCalled(String path) throws Exception {
        assertThat(TestLayer.file(path, jmod("com.acme.shop", 53)).gapRules()).containsExactly(UNREAD + path);
        assertThat(TestLayer.file(path, jmod("java.sql", 53)).gapRules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.base.jmod", "java.sql.jmod", "jdk.compiler.jmod"})
    void theModulesOfAJavaDevelopmentKitAreItsOwn(String name) throws Exception {
        Path module = Path.of(System.getProperty("java.home"), "jmods", name);
        Assumptions.assumeTrue(Files.isRegularFile(module), "a runtime without single modules");
        try (SeekableByteChannel channel = Files.newByteChannel(module)) {
            assertThat(TestLayer.layer()
                            .with("opt/java/" + name, new ChannelContent(channel))
                            .gapRules())
                    .isEmpty();
        }
    }

    @Test
    void aSingleModuleOfALaterJavaThanTheOneThatReadsIt() throws Exception {
        assertThat(TestLayer.file("app/x.jmod", jmod("com.acme.shop", 199)).gapRules())
                .containsExactly(UNREAD + "app/x.jmod");
    }

    @Test
    void aSingleModuleThatDoesNotSayItsNameIsUndecided() throws Exception {
        byte[] without = TestJar.jar().with("classes/a.txt", "x").bytes();
        byte[] broken =
                TestJar.jar().with("classes/module-info.class", "nonsense").bytes();

        for (byte[] zip : List.of(without, broken, new byte[] {'P', 'K'})) {
            assertThat(TestLayer.file("jmods/java.sql.jmod", withHead(zip)).gapRules())
                    .containsExactly("unreadable-archive jmods/java.sql.jmod");
        }
    }

    private static byte[] jmod(String module, int version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(version);
        out.writeShort(8); // constants, counted from 1
        String[] texts = {module, "module-info", "Module", "java.base"};
        for (String text : texts) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        constant(out, 19, 1); // 5: the module
        constant(out, 7, 2); // 6: the class module-info
        constant(out, 19, 4); // 7: java.base
        out.writeShort(0x8000);
        out.writeShort(6);
        out.write(new byte[8]); // no super class, interface, field or method
        out.writeShort(1);
        out.writeShort(3);
        out.writeInt(22);
        out.writeShort(5);
        out.writeInt(0); // flags, no version
        out.writeShort(1);
        out.writeShort(7); // requires java.base
        out.writeInt(0x8000 << 16);
        out.write(new byte[8]); // exports, opens, uses, provides
        return withHead(TestJar.jar()
                .with("classes/module-info.class", bytes.toByteArray())
                .bytes());
    }

    private static void constant(DataOutputStream out, int kind, int name) throws IOException {
        out.writeByte(kind);
        out.writeShort(name);
    }

    private static byte[] withHead(byte[] zip) {
        return ByteBuffer.allocate(4 + zip.length)
                .put(new byte[] {'J', 'M', 1, 0})
                .put(zip)
                .array();
    }

    /** An image with one resource for each module, and nothing in it. */
    private static byte[] modules(boolean little, String... names) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        strings.write(0);
        for (String name : names) {
            attributes.writeBytes(new byte[] {1 << 3 | 1, (byte) (strings.size() >> 8), (byte) strings.size()});
            attributes.writeBytes(new byte[] {5 << 3, 7, 0});
            strings.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.allocate(28 + 8 * names.length + attributes.size() + strings.size())
                .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putInt(0xCAFEDADA)
                .putInt(1 << 16)
                .putInt(0)
                .putInt(names.length)
                .putInt(names.length)
                .putInt(attributes.size())
                .putInt(strings.size())
                .position(28 + 8 * names.length)
                .put(attributes.toByteArray())
                .put(strings.toByteArray())
                .array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/ebin/shop.app", "shop.app"})
    void anErlangApplicationInAnArchive(String member) throws Exception {
        byte[] archive = TestJar.jar().with(member, "{application,shop,[]}.").bytes();

        assertThat(TestLayer.file("plugins/shop.ez", archive).gapRules())
                .containsExactly(UNREAD + "plugins/shop.ez!/" + member);
    }

    private static byte[] followedBy(String text) throws IOException {
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        program.write(TestElf.elf().data(new byte[] {1}).bytes());
        program.write(text.getBytes(StandardCharsets.ISO_8859_1));
        return program.toByteArray();
    }
}
