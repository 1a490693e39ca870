package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SBOMs that are attested beside an image in its registry. */
class AttestedSbomTest extends PushedImage {
    private static final SigningKey BUILDER = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String CYCLONEDX = "https://cyclonedx.org/bom";
    private static final String BESIDE = "vulnerabilities: {attestedSboms: beside}\n";

    private Path osv;

    @BeforeEach
    void prepare() {
        osv = Fixtures.write(folder.resolve("osv").resolve("DEBIAN-CVE-2026-7.json"), """
            {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2026-7", "modified": "2026-11-20T00:00:00Z",
             "upstream": ["CVE-2026-7"], "details": "in what only the SBOM names",
             "affected": [{"package": {"ecosystem": "Debian:12", "name": "zed"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0-1"}]}]}],
             "database_specific": {"severity": "HIGH"}}
            """)
                .getParent();
    }

    private String trusting(SigningKey key) {
        return BESIDE + "signatures: [{repositories: [\"" + registry.authority() + "/**\"], signers: ["
                + key.signer("builder") + "]}]";
    }

    private Gate scan(String policy) {
        return scanUnder(policy(policy), osv);
    }

    private static String cycloneDx(String more) {
        return """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", %s "components": [
              {"type": "operating-system", "name": "debian", "version": "12"},
              {"type": "library", "name": "libzed1", "version": "1.0-1",
               "purl": "pkg:deb/debian/libzed1@1.0-1?arch=amd64&distro=debian-12&upstream=zed"}]}
            """.formatted(more);
    }

    private static String spdx() {
        return """
            {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "shop", "dataLicense": "CC0-1.0",
             "documentNamespace": "https://shop.example/1", "creationInfo": {"created": "2026-11-20T00:00:00Z", "creators": ["Tool: t"]},
             "packages": [{"SPDXID": "SPDXRef-1", "name": "libzed1", "versionInfo": "1.0-1", "downloadLocation": "NOASSERTION",
               "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                 "referenceLocator": "pkg:deb/debian/libzed1@1.0-1?arch=amd64&distro=debian-12&upstream=zed"}]}]}
            """;
    }

    @ParameterizedTest
    @CsvSource({
        "https://cyclonedx.org/bom, false",
        "https://cyclonedx.org/bom/v1.5, false",
        "https://spdx.dev/Document, true",
        "https://spdx.dev/Document/v2.3, true"
    })
    void whatATrustedSignersSbomNamesBesidesWhatIsSeenCounts(String type, boolean spdx) {
        attestations.attest(BUILDER, type, spdx ? spdx() : cycloneDx(""));

        Gate scan = scan(trusting(BUILDER));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2026-7", "libzed1").contains("1 SBOM attestation");
    }

    @Test
    void whatIsSeenStaysWhateverAnSbomLeavesOut() {
        Fixtures.osv(folder, "HIGH");
        attestations.attest(BUILDER, CYCLONEDX, cycloneDx(""));

        assertThat(scan(trusting(BUILDER)).out()).contains("CVE-2023-5363", "CVE-2026-7");
    }

    @Test
    void withoutTheKeyOfThePolicyNoneIsRead() {
        attestations.attest(BUILDER, CYCLONEDX, cycloneDx(""));

        Gate scan = scan(trusting(BUILDER).replace(BESIDE, ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).doesNotContain("SBOM attestation");
    }

    @Test
    void whatAStrangerAttestedChangesNothingAndIsNamed() {
        attestations.attest(STRANGER, CYCLONEDX, cycloneDx(""));
        attestations.attest(STRANGER, CYCLONEDX, "{}");

        Gate scan = scan(trusting(BUILDER));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("not evaluated", "SBOM attestation", "not made with this signer's key");
    }

    @Test
    void whereNobodyIsTrustedToSignTheVerdictSaysSo() {
        attestations.attest(BUILDER, CYCLONEDX, cycloneDx(""));

        Gate scan = scan(BESIDE);
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("signatures names no cosign or keyless signer for");
    }

    @Test
    void anSbomOfAnotherImageDoesNotCount() {
        attestations.attest(BUILDER, CYCLONEDX, "sha256:" + "0".repeat(64), cycloneDx(""));

        Gate scan = scan(trusting(BUILDER));
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("it signs another digest");
    }

    @Test
    void anSbomThatNamesAnotherImageThanTheOneItIsAttestedToNeverPasses() {
        attestations.attest(
                BUILDER,
                CYCLONEDX,
                cycloneDx("\"metadata\": {\"component\": {\"type\": \"container\", \"name\": \"x\", \"version\":"
                        + " \"sha256:"
                        + "0".repeat(64) + "\"}},"));

        assertThat(scan(trusting(BUILDER)).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void oneThatCannotBeReadIsAnErrorBecauseItMightNameMore() {
        attestations.attest(BUILDER, CYCLONEDX, "{\"name\": \"other\"}");
        Gate unknown = scan(trusting(BUILDER));
        assertThat(unknown.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.out()).contains("the SBOM of builder", "not an SBOM of a kind that is known");

        attestations.clear();
        attestations.attest(BUILDER, "https://spdx.dev/Document", "\"SPDXVersion: SPDX-2.3\"");
        Gate text = scan(trusting(BUILDER));
        assertThat(text.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(text.out()).contains("is a text, not JSON");

        attestations.clear();
        attestations.list("sha256:" + "0".repeat(64), 100, CYCLONEDX);
        Gate missing = scan(trusting(BUILDER));
        assertThat(missing.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(missing.out()).contains("may be an SBOM that names more packages", "delete it");

        attestations.clear();
        attestations.list("sha256:" + "0".repeat(64), 1 << 30, CYCLONEDX);
        assertThat(scan(trusting(BUILDER)).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void oneOfManyMegabytesIsRead() {
        attestations.attest(BUILDER, CYCLONEDX, cycloneDx("\"x\": \"" + "y".repeat(15_100_000) + "\","));

        Gate scan = scan(trusting(BUILDER));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2026-7");
    }

    @Test
    void aMalformedStatementOfATrustedSignerIsAnErrorAndOneOfAStrangerIsNot() {
        attestations.attest(BUILDER, CYCLONEDX, cycloneDx("\"version\": 1, \"version\": 2,"));
        Gate twice = scan(trusting(BUILDER));
        assertThat(twice.exit()).as(twice.out()).isEqualTo(ExitCode.ERROR);
        assertThat(twice.out()).contains("may be an SBOM that names more packages");

        attestations.clear();
        attestations.attest(STRANGER, CYCLONEDX, cycloneDx("\"version\": 1, \"version\": 2,"));
        assertThat(scan(trusting(BUILDER)).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void anArchiveHasNoAttestationsAndTheVerdictSaysSo() {
        Path archive = OciLayout.of(image, "1.4").writeArchive(folder.resolve("app.tar"));
        Path policy = Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + trusting(BUILDER) + "\n");

        Gate scan = Gate.run("scan", "oci-archive:" + archive, "--osv", osv, "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("attestations are read of images in a registry");
    }
}
