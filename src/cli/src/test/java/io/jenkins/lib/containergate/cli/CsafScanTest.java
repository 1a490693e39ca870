package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VEX documents of vendors in CSAF, from the command line. */
class CsafScanTest {
    private static final String FLAG =
            "\"flags\": [{\"label\": \"vulnerable_code_not_present\", \"product_ids\": [\"lib\"]}]";

    @TempDir
    private Path folder;

    private Path image;
    private Path osv;

    @BeforeEach
    void prepare() throws IOException {
        image = folder.resolve("image");
        OciLayout.of(Fixtures.debian().build(), "1.4").writeDirectory(image);
        osv = Fixtures.osv(folder, "HIGH");
    }

    private Gate scan(String policy, String category, String vulnerability) {
        Path csaf = Fixtures.write(folder.resolve("acme.json"), """
                {"document": {"category": "%s", "csaf_version": "2.0", "publisher": {"name": "Acme PSIRT"},
                   "tracking": {"id": "ACME-1", "status": "final", "version": "1", "initial_release_date": "2026-11-20T10:00:00Z",
                     "current_release_date": "2026-11-20T10:00:00Z"}},
                 "product_tree": {"full_product_names": [{"product_id": "lib", "name": "libssl3",
                   "product_identification_helper": {"purl": "pkg:deb/debian/libssl3@3.0.11-1~deb12u1"}}]},
                 "vulnerabilities": [{"cve": "CVE-2023-5363", %s}]}
                """.formatted(category, vulnerability));
        return Gate.run(
                "scan",
                "oci:" + image,
                "--osv",
                osv,
                "--vex",
                csaf,
                "--out",
                folder.resolve("out"),
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + policy + "\n"));
    }

    private Gate scan(String vulnerability) {
        return scan("vex: [{from: files, authors: [\"Acme *\"]}]", "csaf_vex", vulnerability);
    }

    @Test
    void aVendorsStatementExcusesAndTheVerdictNamesIt() throws IOException {
        Gate scan = scan("\"product_status\": {\"known_not_affected\": [\"lib\"]}, " + FLAG);
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.PASSED);
        assertThat(Files.readString(folder.resolve("out/verdict.json")))
                .contains("org.yaml: VEX not_affected (vulnerable_code_not_present) by Acme PSIRT in ACME-1 (files: ");
    }

    @Test
    void nobodyElsesWordAndNoWordWithoutAReasonExcuses() {
        String stated = "\"product_status\": {\"known_not_affected\": [\"lib\"]}";
        assertThat(scan("mode: enforce", "csaf_vex", stated + ", " + FLAG).exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scan("vex: [{from: files, authors: [Other]}]", "csaf_vex", stated + ", " + FLAG)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scan(stated).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anUnknownProductChangesNothingAndIsNamed() {
        Gate scan = scan("\"product_status\": {\"known_not_affected\": [\"other\"]}");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("1 products that nothing of an image is compared with, first other");
    }

    @Test
    void aVendorThatStillInvestigatesKeepsOthersFromExcusing() {
        assertThat(scan("\"product_status\": {\"known_not_affected\": [\"lib\"], \"under_investigation\": [\"lib\"]}, "
                                + FLAG)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anAdvisoryOfAnotherProfileIsAnError() {
        Gate scan =
                scan("vex: [{from: files}]", "csaf_security_advisory", "\"product_status\": {\"fixed\": [\"lib\"]}");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out() + scan.err()).contains("it is not CSAF 2.0 with the category csaf_vex");
    }
}
