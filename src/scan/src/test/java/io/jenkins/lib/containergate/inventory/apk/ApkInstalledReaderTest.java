package io.jenkins.lib.containergate.inventory.apk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApkInstalledReaderTest {
    private static final String INSTALLED = "lib/apk/db/installed";
    private static final String TWO_PACKAGES = """
            C:Q1abc=
            P:libcrypto3
            V:3.3.1-r0
            A:x86_64
            S:1
            T:Crypto library
            L:Apache-2.0
            o:openssl
            F:lib
            R:libcrypto.so.3
            Z:Q1def=

            P:busybox
            V:1.36.1-r28
            A:x86_64
            L:GPL-2.0-only

            """;

    @ParameterizedTest
    @ValueSource(strings = {INSTALLED, "usr/lib/apk/db/installed"})
    void packagesAreReadWithOriginAndLicense(String path) throws Exception {
        var packages = TestLayer.file(path, TWO_PACKAGES).packages();
        assertThat(packages)
                .extracting(p -> p.name() + " " + p.version())
                .containsExactly("libcrypto3 3.3.1-r0", "busybox 1.36.1-r28");
        assertThat(packages.get(0).source()).contains(new SourcePackage("openssl", "3.3.1-r0"));
        assertThat(packages.get(0).licenses()).containsExactly("Apache-2.0");
        assertThat(packages.get(0).architecture()).contains("x86_64");
        assertThat(packages.get(1).source()).contains(new SourcePackage("busybox", "1.36.1-r28"));
    }

    @Test
    void theLastPackageNeedsNoEmptyLineAfterIt() throws Exception {
        assertThat(TestLayer.file(INSTALLED, "P:a\nV:1\n").names()).containsExactly("a 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P:a\n\n",
                "V:1\n\n",
                "P:a\nV:1",
                "P:a\nV:1\nP:b\nV:2\n\n",
                "P:a\nV:1 2\n\n",
                "P:a/b\nV:1\n\n",
                "no database\n",
                "P:a\nV:1\nx\n",
            })
    void aDatabaseThatDoesNotParseIsAGapAndNotFewerPackages(String text) throws Exception {
        TestLayer layer = TestLayer.file(INSTALLED, "P:good\nV:1\n\n" + text);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-database " + INSTALLED);
    }

    @Test
    void moreBytesOrPackagesThanAllowedIsAGap() throws Exception {
        InventoryLimits bytes = new InventoryLimits(50, 100, 100, 100);
        assertThat(TestLayer.file(INSTALLED, TWO_PACKAGES).limits(bytes).gapRules())
                .containsExactly("package-data-limit " + INSTALLED);
        InventoryLimits packages = new InventoryLimits(5000, 100, 1, 100);
        assertThat(TestLayer.file(INSTALLED, TWO_PACKAGES).limits(packages).gapRules())
                .containsExactly("package-data-limit " + INSTALLED);
    }
}
