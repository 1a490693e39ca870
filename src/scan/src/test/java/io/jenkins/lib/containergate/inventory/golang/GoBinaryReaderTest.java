package io.jenkins.lib.containergate.inventory.golang;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoBinaryReaderTest {
    private static final String PATH = "app/shop";
    private static final String MODULES = """
        path\texample.org/shop/cmd/shop
        mod\texample.org/shop\t(devel)\t
        dep\tgithub.com/gin-gonic/gin\tv1.9.1\th1:abc=
        dep\tgolang.org/x/net\tv0.10.0
        =>\tgolang.org/x/net\tv0.17.0\th1:def=
        dep\texample.org/own\tv0.0.0
        =>\t./own\t(devel)\t
        dep\tgolang.org/x/text\tv0.13.0\th1:ghi=
        build\t-compiler=gc
        """;
    private static final String[] FOUND = {
        "stdlib 1.22.1", "github.com/gin-gonic/gin v1.9.1", "golang.org/x/net v0.17.0", "golang.org/x/text v0.13.0"
    };

    private static void assertFound(TestElf elf) throws Exception {
        TestLayer layer = TestLayer.file(PATH, elf.bytes());
        assertThat(layer.gaps()).isEmpty();
        assertThat(layer.names()).containsExactly(FOUND);
    }

    @Test
    void inlineBuildInformationIsRead() throws Exception {
        assertFound(TestElf.elf().inline("go1.22.1", MODULES));
        assertFound(TestElf.elf().narrow().inline("go1.22.1", MODULES));
        assertFound(TestElf.elf().bigEndian().inline("go1.22.1", MODULES));
    }

    /** Linux looks at neither, so such a program runs. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "1, 2", "0, 0"})
    void aProgramThatStatesAnotherSizeOrOrderOfItsWordsIsReadAsLinuxStartsIt(byte size, byte order) throws Exception {
        byte[] wide = TestElf.elf().inline("go1.22.1", MODULES).bytes();
        wide[4] = size;
        wide[5] = order;
        assertThat(TestLayer.file(PATH, wide).names()).containsExactly(FOUND);
        byte[] narrow = TestElf.elf().narrow().inline("go1.22.1", MODULES).bytes();
        narrow[4] = (byte) (3 - size);
        narrow[5] = order;
        assertThat(TestLayer.file(PATH, narrow).names()).containsExactly(FOUND);
    }

    @Test
    void onlyTheLicenceOfGoItselfIsKnown() throws Exception {
        assertThat(TestLayer.file(
                                PATH, TestElf.elf().inline("go1.22.1", MODULES).bytes())
                        .packages())
                .allMatch(found ->
                        found.licenses().equals(found.name().equals("stdlib") ? List.of("BSD-3-Clause") : List.of()));
    }

    @Test
    void buildInformationBehindPointersIsRead() throws Exception {
        assertFound(TestElf.elf().pointed("go1.22.1", MODULES));
        assertFound(TestElf.elf().narrow().pointed("go1.22.1", MODULES));
        assertFound(TestElf.elf().bigEndian().pointed("go1.22.1", MODULES));
        assertFound(TestElf.elf().narrow().bigEndian().pointed("go1.22.1", MODULES));
    }

    @Test
    void withoutSectionTableTheDataSegmentIsSearched() throws Exception {
        assertFound(TestElf.elf().withoutSections().inline("go1.22.1", MODULES));
        assertFound(TestElf.elf().sectionName(".data").inline("go1.22.1", MODULES));
    }

    @Test
    void buildInformationFarIntoTheDataIsFound() throws Exception {
        byte[] info = TestElf.elf().inline("go1.22.1", MODULES).bytes();
        byte[] data = new byte[(64 << 10) - 64 + info.length];
        System.arraycopy(info, TestElf.DATA + 48, data, (64 << 10) - 64, info.length - TestElf.DATA - 48);
        assertFound(TestElf.elf().withoutSections().data(data));
    }

    @ParameterizedTest
    @CsvSource({
        "go1.22.1, 1.22.1",
        "go1.20, 1.20.0",
        "go1.21rc2, 1.21.0-rc.2",
        "go1.18beta1, 1.18.0-beta.1",
        "go1.22.1 X:boringcrypto, 1.22.1",
        "go1.22.1-custom, 1.22.1",
        "go1.22.1+auto, 1.22.1"
    })
    void theStandardLibraryHasTheToolchainsVersion(String goVersion, String version) throws Exception {
        assertThat(TestLayer.file(
                                PATH,
                                TestElf.elf().inline(goVersion, "path\tx\n").bytes())
                        .names())
                .containsExactly("stdlib " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devel +0123abc", "unknown", "", "go", "go1"})
    void anUnreleasedToolchainIsAGap(String goVersion) throws Exception {
        TestLayer layer = TestLayer.file(
                PATH, TestElf.elf().inline(goVersion, "path\tx\n").bytes());
        assertThat(layer.gapRules()).containsExactly("unreadable-executable " + PATH);
    }

    @Test
    void aMainModuleOfAPublishedVersionIsAPackage() throws Exception {
        String modules = "path\texample.org/tool\nmod\texample.org/tool\tv1.4.0\th1:x=\n";
        assertThat(TestLayer.file(
                                PATH, TestElf.elf().inline("go1.22.1", modules).bytes())
                        .names())
                .containsExactly("stdlib 1.22.1", "example.org/tool v1.4.0");
    }

    /** What is compiled in is whatever the directory holds, and its own go.mod says no version. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dep\tgolang.org/x/net\tv0.10.0\n=>\t./third_party/net\t(devel)\t\n",
                "dep\tgolang.org/x/net\tv0.10.0\n=>\t/src/net\t\t\n",
                "dep\tgolang.org/x/net\tv0.0.0\n=>\t../net\t(devel)\t\n",
                "dep\tgolang.org/x/net\t(devel)\n"
            })
    void aCopyOfSomebodyElsesModuleIsListedWithoutAVersionThatWasPublished(String dependency) throws Exception {
        for (String main :
                List.of("path\tgithub.com/acme/shop\nmod\tgithub.com/acme/shop\t(devel)\t\n", "path\tshop\n")) {
            TestLayer layer = TestLayer.file(
                    PATH, TestElf.elf().inline("go1.22.1", main + dependency).bytes());
            assertThat(layer.names()).containsExactly("stdlib 1.22.1", "golang.org/x/net (devel)");
        }
    }

    @Test
    void modulesOfTheOwnerOfTheProgramOrOfNoDomainAreItsOwnSource() throws Exception {
        String modules = """
            path\tgithub.com/acme/shop/cmd/shop
            mod\tgithub.com/acme/shop\t(devel)\t
            dep\tgithub.com/acme/cart\tv1.0.0
            =>\t../cart\t(devel)\t
            dep\tshop/util\t(devel)
            dep\tgithub.com/other/cart\tv1.0.0
            =>\t../other\t(devel)\t
            """;
        TestLayer layer =
                TestLayer.file(PATH, TestElf.elf().inline("go1.22.1", modules).bytes());
        assertThat(layer.names()).containsExactly("stdlib 1.22.1", "github.com/other/cart (devel)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dep\tonly-a-path\n", "dep\tbad path\tv1.0.0\n", "dep\ta.org/b\tv1 0\n", "dep\n"})
    void aModuleListThatIsMissingOrMalformedIsAGap(String modules) throws Exception {
        TestLayer layer =
                TestLayer.file(PATH, TestElf.elf().inline("go1.22.1", modules).bytes());
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-executable " + PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gopclntab", ".note.go.buildid"})
    void aGoProgramWithoutBuildInformationIsAGap(String section) throws Exception {
        TestLayer layer =
                TestLayer.file(PATH, TestElf.elf().sectionName(section).bytes());
        assertThat(layer.gapRules()).containsExactly("unreadable-executable " + PATH);
    }

    @Test
    void aProgramThatIsNotGosSaysNothing() throws Exception {
        assertThat(TestLayer.file(PATH, TestElf.elf().sectionName(".data").bytes())
                        .inventory()
                        .files())
                .isEmpty();
        assertThat(TestLayer.file(PATH, "#!/bin/sh\n\u00ff Go buildinf:")
                        .inventory()
                        .files())
                .isEmpty();
    }

    @Test
    void aPackedProgramIsAGap() throws Exception {
        byte[] elf = TestElf.elf().withoutSections().bytes();
        System.arraycopy("UPX!".getBytes(StandardCharsets.US_ASCII), 0, elf, 0xec, 4);
        assertThat(TestLayer.file(PATH, elf).gapRules()).containsExactly("unreadable-executable " + PATH);
    }

    @Test
    void aWindowsProgramIsRead() throws Exception {
        byte[] elf = TestElf.elf().inline("go1.22.1", MODULES).bytes();
        ByteBuffer pe = ByteBuffer.allocate(elf.length).order(ByteOrder.LITTLE_ENDIAN);
        pe.put(new byte[] {'M', 'Z'}).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        pe.putShort(0x46, (short) 1).putShort(0x54, (short) 112).putShort(0x58, (short) 0x20b);
        int section = 0x58 + 112;
        pe.putInt(section + 12, 0x1000).putInt(section + 16, elf.length).putInt(section + 20, TestElf.DATA);
        pe.putInt(section + 36, 0xC0000040);
        pe.put(TestElf.DATA, elf, TestElf.DATA, elf.length - TestElf.DATA);
        assertThat(TestLayer.file("app/shop.exe", pe.array()).names()).containsExactly(FOUND);
    }

    @Test
    void stringsThatReachOutsideTheFileAreAGap() throws Exception {
        byte[] elf = TestElf.elf().inline("go1.22.1", MODULES).bytes();
        elf[TestElf.DATA + 48 + 32] = 0x7f;
        byte[] cut = java.util.Arrays.copyOf(elf, TestElf.DATA + 48 + 60);
        assertThat(TestLayer.file(PATH, cut).gapRules()).containsExactly("unreadable-executable " + PATH);
    }

    @Test
    void aModuleListLongerThanAllowedIsAGap() throws Exception {
        TestLayer layer = TestLayer.file(
                        PATH, TestElf.elf().inline("go1.22.1", MODULES).bytes())
                .limits(new InventoryLimits(100, 100, 100, 100));
        assertThat(layer.gapRules()).containsExactly("package-data-limit " + PATH);
    }
}
