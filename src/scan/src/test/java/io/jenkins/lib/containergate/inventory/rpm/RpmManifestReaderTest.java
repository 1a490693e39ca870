package io.jenkins.lib.containergate.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpmManifestReaderTest {
    private static final String PATH = "var/lib/rpmmanifest/container-manifest-2";
    private static final String GLIBC =
            "glibc\t2.38-8.azl3\t1735838844\t1735792112\tMicrosoft Corporation\t(none)\t10822911\tx86_64\t0"
                    + "\tglibc-2.38-8.azl3.src.rpm\n";
    private static final String SHADOW =
            "bind-libs\t9.20-1.azl3\t1\t1\tMicrosoft Corporation\t32\t1\tnoarch\t32\tbind-9.20-1.azl3.src.rpm\n";

    @Test
    void packagesAreReadWithEpochAndSource() throws Exception {
        TestLayer layer = TestLayer.file(PATH, GLIBC + SHADOW);
        assertThat(layer.names()).containsExactly("glibc 2.38-8.azl3", "bind-libs 32:9.20-1.azl3");
        assertThat(layer.packages().get(1).source()).contains(new SourcePackage("bind", "32:9.20-1.azl3"));
        assertThat(layer.packages().get(1).architecture()).contains("noarch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glibc\t2.38-8\n", "\n", "a\tb\tc\td\te\tf\tg\th\ti\tj\n"})
    void aLineThatIsNoPackageIsAGap(String line) throws Exception {
        assertThat(TestLayer.file(PATH, GLIBC + line).packages()).isEmpty();
        assertThat(TestLayer.file(PATH, GLIBC + line).gapRules())
                .containsExactly("unreadable-package-database " + PATH);
    }
}
