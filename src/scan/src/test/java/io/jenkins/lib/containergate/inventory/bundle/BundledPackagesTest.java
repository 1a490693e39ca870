package io.jenkins.lib.containergate.inventory.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What carries libraries inside in a form that is not read says so. */
class BundledPackagesTest {
    private static final String UNREAD = "unread-ecosystem ";

    @ParameterizedTest
    @ValueSource(strings = {".svm_heap", "pydata"})
    void aProgramWithTheSectionOfATool(String section) throws Exception {
        byte[] program = TestElf.elf().sectionName(section).data(new byte[] {1}).bytes();

        assertThat(TestLayer.file("app/shop", program).gapRules()).containsExactly(UNREAD + "app/shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEI\014\013\012\013\016", "\n---- Bun! ----\n", "d3n0l4nd", "<nexe~~sentinel>"})
    void aProgramWithTheMarkOfAToolAtItsEnd(String mark) throws Exception {
        byte[] program = followedBy(mark + "x".repeat(80));

        assertThat(TestLayer.file("app/shop", program).gapRules()).containsExactly(UNREAD + "app/shop");
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
