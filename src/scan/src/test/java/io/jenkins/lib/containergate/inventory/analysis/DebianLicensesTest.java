package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianLicensesTest {
    private static final String FORMAT =
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: a\n\n";
    private static final String A = "usr/share/doc/a/copyright";
    private static final String SEE_A = "see " + A;

    @TempDir
    Path directory;

    private static LayerBuilder debian() {
        return layer().file("etc/os-release", DEBIAN).file("var/lib/dpkg/status", deb("a", "1", ""));
    }

    private List<String> licenses(LayerBuilder... layers) throws Exception {
        ScannedImage scanned = ScannedImage.of(directory, layers);
        assertThat(scanned.gapRules()).isEmpty();
        assertThat(scanned.inventory().packages())
                .extracting(InstalledPackage::name)
                .containsExactly("a");
        return scanned.inventory().packages().get(0).licenses();
    }

    private List<String> of(String copyright) throws Exception {
        return licenses(debian().file(A, copyright));
    }

    private List<String> ofFiles(String license) throws Exception {
        return of(FORMAT + "Files: *\nCopyright: 2026 Ada\nLicense: " + license + "\n");
    }

    @Test
    void eachLicenceOfTheFilesApplies() throws Exception {
        assertThat(of(FORMAT + """
                        Files: *
                        Copyright: 2026 Ada
                        License: GPL-2+ or Artistic

                        Files: debian/*
                        Copyright: 2026 Bob
                        License: Expat

                        License: Artistic
                         As Perl itself.

                        License: GPL-2+
                         See /usr/share/common-licenses/GPL-2.

                        License: Expat
                         Permission is granted.
                        """)).containsExactly("GPL-2+ or Artistic", "Expat");
    }

    @Test
    void aLicenceThatNoFilesNameCountsBecauseSomeOfThemCanHaveIt() throws Exception {
        assertThat(of(FORMAT + "Files: *\nCopyright: x\nLicense: Expat\n\nLicense: GPL-2+\n Text.\n"))
                .containsExactly("Expat", "GPL-2+");
        assertThat(of(FORMAT + "Files: *\nCopyright: x\nLicense: GPL-2+\n\nLicense: GPL-2\n Text.\n"))
                .containsExactly("GPL-2+", "GPL-2");
    }

    @Test
    void aCommaBindsLessThanAndAndOr() throws Exception {
        assertThat(ofFiles("Expat or Apache-2.0, and GPL-2+")).containsExactly("(Expat or Apache-2.0) AND (GPL-2+)");
        assertThat(ofFiles("GPL-2+, or Expat and ISC")).containsExactly("(GPL-2+) OR (Expat and ISC)");
        assertThat(ofFiles("Expat, ISC")).containsExactly("(Expat) AND (ISC)");
        assertThat(ofFiles("Expat, or ISC, and GPL-2+"))
                .as("not plain, so each applies")
                .containsExactly("(Expat) AND (ISC) AND (GPL-2+)");
    }

    @Test
    void freeTextIsALicenceNobodyKnowsBesideThoseItRefersTo() throws Exception {
        assertThat(of("This is bash. You may do as in /usr/share/common-licenses/GPL-3.\n"))
                .containsExactly("GPL-3", SEE_A);
        assertThat(of("Permission is granted.\n")).containsExactly(SEE_A);
        assertThat(of("")).containsExactly(SEE_A);
    }

    @Test
    void whatTheFormatDoesNotCoverIsNotLeftOut() throws Exception {
        assertThat(of(FORMAT + "Files: *\nCopyright: x\nLicense: Expat\n\nAnd the blobs are not free.\n"))
                .containsExactly("Expat", SEE_A);
        assertThat(of(FORMAT + "Files: *\nCopyright: x\nLicense: Expat\n\nFiles: blobs/*\nCopyright: y\n"))
                .as("files without a licence")
                .containsExactly("Expat", SEE_A);
        assertThat(ofFiles("\n Only a text, without a name."))
                .as("a licence without a name")
                .containsExactly(SEE_A);
        assertThat(ofFiles("x".repeat(300))).containsExactly(SEE_A);
    }

    @Test
    void moreLicencesThanAListHoldsAreUnknownAsAWhole() throws Exception {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "Files: " + i + "\nCopyright: x\nLicense: own-" + i + "\n\n")
                .collect(Collectors.joining());
        assertThat(of(FORMAT + many)).containsExactly(SEE_A);
    }

    @Test
    void packagesOfOneSourceCanShareTheDirectoryOfTheirDocuments() throws Exception {
        String expat = FORMAT + "Files: *\nCopyright: x\nLicense: Expat\n";
        assertThat(licenses(debian().file("usr/share/doc/a-common/copyright", expat)
                        .symlink("usr/share/doc/a", "a-common")))
                .containsExactly("Expat");
        assertThat(licenses(debian().file("usr/share/doc/b/copyright", expat))).isEmpty();
    }

    @Test
    void theFileThatAContainerSeesCounts() throws Exception {
        assertThat(licenses(
                        debian().file(A, FORMAT + "Files: *\nLicense: Expat\n"),
                        layer().file(A, FORMAT + "Files: *\nLicense: GPL-3+\n")))
                .containsExactly("GPL-3+");
        assertThat(licenses(debian().file(A, FORMAT + "Files: *\nLicense: Expat\n"), layer().whiteout(A)))
                .isEmpty();
    }

    @Test
    void aLinkInItsPlaceCostsNoPackage() throws Exception {
        assertThat(licenses(debian().file("usr/share/licenses/x", "text").symlink(A, "/usr/share/licenses/x")))
                .isEmpty();
        assertThat(licenses(debian().file("usr/share/licenses/x", "text").hardLink(A, "usr/share/licenses/x")))
                .isEmpty();
    }
}
