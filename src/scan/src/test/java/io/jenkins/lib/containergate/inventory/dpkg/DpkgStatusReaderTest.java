package io.jenkins.lib.containergate.inventory.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgStatusReaderTest {
    private static final String STATUS = "var/lib/dpkg/status";

    private static String paragraph(String name, String status, String more) {
        return "Package: " + name + "\nStatus: " + status + "\nPriority: optional\nMaintainer: A <a@example.org>\n"
                + more + "Description: short\n long text: with a colon\n .\n end\n\n";
    }

    @Test
    void installedPackagesAreReadWithSourceAndArchitecture() throws Exception {
        String status = paragraph("libc6", "install ok installed", "Architecture: amd64\nVersion: 2.36-9\n")
                + paragraph(
                        "libssl3",
                        "hold ok installed",
                        "Architecture: amd64\nSource: openssl\nVersion: 1:3.0.11-1~deb12u2\n")
                + paragraph(
                        "bsdutils",
                        "install ok installed",
                        "Architecture: arm64\nSource: util-linux (2.38.1-5)\nVersion: 1:2.38.1-5+b1\n");
        var packages = TestLayer.file(STATUS, status).packages();
        assertThat(packages).extracting(FoundPackage::name).containsExactly("libc6", "libssl3", "bsdutils");
        assertThat(packages)
                .extracting(FoundPackage::version)
                .containsExactly("2.36-9", "1:3.0.11-1~deb12u2", "1:2.38.1-5+b1");
        assertThat(packages)
                .extracting(FoundPackage::source)
                .containsExactly(
                        Optional.of(new SourcePackage("libc6", "2.36-9")),
                        Optional.of(new SourcePackage("openssl", "1:3.0.11-1~deb12u2")),
                        Optional.of(new SourcePackage("util-linux", "2.38.1-5")));
        assertThat(packages.get(2).architecture()).contains("arm64");
    }

    @ParameterizedTest
    @CsvSource({
        "install ok installed, true",
        "install ok unpacked, true",
        "install ok half-configured, true",
        "install reinstreq half-installed, true",
        "install ok triggers-awaited, true",
        "install ok triggers-pending, true",
        "deinstall ok config-files, false",
        "purge ok not-installed, false",
    })
    void whatHasItsFilesOnDiskIsInstalled(String status, boolean installed) throws Exception {
        String text = paragraph("a", status, "Version: 1\n") + paragraph("b", "install ok installed", "Version: 2\n");
        assertThat(TestLayer.file(STATUS, text).names()).contains("b 2").hasSize(installed ? 2 : 1);
    }

    @Test
    void aPackageThatIsNotInstalledNeedsNoVersion() throws Exception {
        String text = paragraph("gone", "purge ok not-installed", "")
                + paragraph("b", "install ok installed", "Version: 2\n");
        TestLayer layer = TestLayer.file(STATUS, text);
        assertThat(layer.names()).containsExactly("b 2");
        assertThat(layer.gaps()).isEmpty();
    }

    @Test
    void distrolessFilesWithoutStatusAreInstalledAndChecksumsIgnored() throws Exception {
        TestLayer layer = TestLayer.layer()
                .with("var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\nArchitecture: amd64\n")
                .with("var/lib/dpkg/status.d/base.md5sums", "0123  etc/x\n")
                .with("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0\nArchitecture: all");
        assertThat(layer.names()).containsExactly("base-files 12.4", "tzdata 2024a-0");
        assertThat(layer.gaps()).isEmpty();
    }

    @Test
    void theSamePackageOfTwoArchitecturesIsTwoPackages() throws Exception {
        String text = paragraph("zlib1g", "install ok installed", "Architecture: amd64\nVersion: 1\n")
                + paragraph("zlib1g", "install ok installed", "Architecture: i386\nVersion: 1\n");
        assertThat(TestLayer.file(STATUS, text).packages())
                .extracting(p -> p.architecture().orElseThrow())
                .containsExactly("amd64", "i386");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a control file\n\n",
                " continuation of nothing\n\n",
                "Package: a\nStatus: install ok installed\n\n",
                "Package: a\nStatus: install ok broken\nVersion: 1\n\n",
                "Package: a\nStatus: installed\nVersion: 1\n\n",
                "Status: install ok installed\nVersion: 1\n\n",
                "Package: a b\nStatus: install ok installed\nVersion: 1\n\n",
                "Package: a\nPackage: b\nStatus: install ok installed\nVersion: 1\n\n",
                "Package: a\nStatus: install ok installed\nVersion: 1 2\n\n",
                "Package: a\nStatus: install ok installed\nVersion: 1\nSource: x (\n\n",
                "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: ../x\n\n",
                "Package: a\nStatus: install ok installed\nVersion: 1\nDesc",
                "Package: a\nStatus: install ok installed\nVersion: 1",
            })
    void aStatusFileThatDoesNotParseIsAGapAndNotFewerPackages(String text) throws Exception {
        TestLayer layer = TestLayer.file(STATUS, text);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-database " + STATUS);
    }

    @Test
    void aStatusFileLongerThanAllowedIsAGap() throws Exception {
        String text = paragraph("a", "install ok installed", "Version: 1\n");
        TestLayer layer = TestLayer.file(STATUS, text).limits(new InventoryLimits(100, 100, 100, 100));
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("package-data-limit " + STATUS);
    }

    @Test
    void aLineLongerThanAllowedIsAGap() throws Exception {
        TestLayer layer = TestLayer.file(STATUS, "Package: " + "a".repeat(2 << 20) + "\n\n");
        assertThat(layer.gapRules()).containsExactly("package-data-limit " + STATUS);
    }
}
