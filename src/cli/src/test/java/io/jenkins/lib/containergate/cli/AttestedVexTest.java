package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VEX documents that are attested beside an image in its registry. */
class AttestedVexTest extends PushedImage {
    private static final SigningKey PSIRT = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String OPENVEX = "https://openvex.dev/ns/v0.2.0";
    private static final String REASON =
            "\"status\": \"not_affected\", \"justification\": \"vulnerable_code_not_present\"";

    private Path osv;

    @BeforeEach
    void prepare() {
        osv = Fixtures.osv(folder, "HIGH");
    }

    private static String signer(SigningKey key) {
        return "[" + key.signer("psirt") + "]";
    }

    private Gate scan(String vex, Object... more) {
        return scanUnder(policy(vex), osv, more);
    }

    private Gate trusting(SigningKey key, Object... more) {
        return scan("vex: [{from: attestations, signers: " + signer(key) + "}]", more);
    }

    private static String document(String at, String rest) {
        return """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/%s", "author": "Acme",
             "timestamp": "2026-11-%sT10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "CVE-2023-5363"},
             "products": [{"@id": "pkg:deb/debian/libssl3"}], %s}]}
            """.formatted(at, at, rest);
    }

    private void attest(SigningKey key, String predicate) {
        attestations.attest(key, OPENVEX, predicate);
    }

    @Test
    void aDocumentOfATrustedSignerExcusesAndItIsNamed() throws Exception {
        attest(PSIRT, document("20", REASON));
        Path reports = folder.resolve("reports");
        Gate scan = trusting(PSIRT, "--out", reports);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        JsonNode finding = new ObjectMapper()
                .readTree(reports.resolve("verdict.json").toFile())
                .at("/gates/0/findings/0");
        assertThat(finding.path("decidedBy").asText()).contains("attestations", "signed by psirt", "by Acme");
        assertThat(finding.at("/vex/signer").asText()).isEqualTo("psirt");
    }

    @Test
    void withoutTrustInItsSignerItExcusesNothingAndTheVerdictSaysSo() {
        attest(PSIRT, document("20", REASON));
        Gate other = trusting(STRANGER);
        assertThat(other.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(other.out()).contains("not made with this signer's key");
        assertThat(scan("vex: [{from: files}]").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan("mode: enforce").exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anAttestationEarnsNothingByFileNorAFileByAttestation() throws IOException {
        Path file = Fixtures.write(folder.resolve("vex.json"), document("20", REASON));
        assertThat(trusting(PSIRT, "--vex", file).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aFileExcusesOnlyWhereAttestationsThatMaySayTheOppositeWereRead() throws IOException {
        String both = "vex: [{from: files}, {from: attestations, signers: " + signer(PSIRT) + "}]";
        Path file = Fixtures.write(folder.resolve("vex.json"), document("20", REASON));
        assertThat(scan(both, "--vex", file).exit()).isEqualTo(ExitCode.PASSED);
        attest(PSIRT, document("21", "\"status\": \"affected\""));
        assertThat(scan(both, "--vex", file).exit()).isEqualTo(ExitCode.FAILED);

        Path archive = OciLayout.of(image, "1.4").writeArchive(folder.resolve("app"));
        Path policy = folder.resolve("org.yaml");
        Object[] words = {"scan", "oci-archive:" + archive, "--osv", osv, "--vex", file, "--policy", policy};
        Gate unheard = Gate.run(words);
        assertThat(unheard.exit()).as(unheard.out()).isEqualTo(ExitCode.FAILED);
        assertThat(unheard.out()).contains("the policy also listens to attestations");
        Fixtures.write(policy, "version: 1\nvex: [{from: files}]\n");
        assertThat(Gate.run(words).exit()).isEqualTo(ExitCode.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://openvex.dev/ns/v0.2.0/",
                "https://openvex.dev/ns/v0.2.0 ",
                "https://spdx.dev/Document",
                "https://slsa.dev/provenance/v1",
                "https://sigstore.dev/cosign/sign/v1"
            })
    void aStatementOfAnotherKindExcusesNothing(String type) {
        attestations.attest(PSIRT, type, document("20", REASON));
        assertThat(trusting(PSIRT).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aStatementOnAnotherImageOrChangedAfterItWasSignedExcusesNothing() {
        attestations.attest(PSIRT, OPENVEX, "sha256:" + "0".repeat(64), document("20", REASON));
        Gate moved = trusting(PSIRT);
        assertThat(moved.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(moved.out()).contains("it signs another digest");
        String affected = SignatureTexts.statement(
                image.manifestDigest().replace("sha256:", ""),
                OPENVEX,
                "{}",
                document("20", "\"status\": \"affected\""));
        String calm = SignatureTexts.statement(
                image.manifestDigest().replace("sha256:", ""), OPENVEX, "{}", document("20", REASON));
        attestations.attach(
                SignatureTexts.envelope(PSIRT, SignatureTexts.IN_TOTO, affected)
                        .replace(
                                SignatureTexts.base64(affected.getBytes(StandardCharsets.UTF_8)),
                                SignatureTexts.base64(calm.getBytes(StandardCharsets.UTF_8))),
                OPENVEX);
        assertThat(trusting(PSIRT).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aStrangersDocumentsChangeNothingInEitherDirection() {
        attest(PSIRT, document("20", REASON));
        attest(STRANGER, document("21", "\"status\": \"affected\""));
        attestations.attach("{}", OPENVEX);
        attestations.attach("not JSON", OPENVEX);
        assertThat(trusting(PSIRT).exit()).isEqualTo(ExitCode.PASSED);
        attest(PSIRT, document("21", "\"status\": \"affected\""));
        attest(STRANGER, document("22", REASON));
        assertThat(trusting(PSIRT).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aDocumentWithTwoSignaturesOfWhichOneMayBeTrustedIsAnError() {
        attest(PSIRT, document("20", REASON));
        String affected = SignatureTexts.statement(
                image.manifestDigest().replace("sha256:", ""),
                OPENVEX,
                "{}",
                document("21", "\"status\": \"affected\""));
        attestations.attach(
                SignatureTexts.envelope(PSIRT, SignatureTexts.IN_TOTO, affected)
                        .replace("\"signatures\":[", "\"signatures\":[{\"sig\":\"AA==\"},"),
                OPENVEX);
        Gate scan = trusting(PSIRT);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("2 signatures instead of one");
    }

    @Test
    void aTrustedSignersDocumentThatCannotBeReadIsAnError() {
        attest(PSIRT, document("20", REASON));
        attest(PSIRT, "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"}");
        Gate scan = trusting(PSIRT);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("is malformed", "attestation 2");
    }

    private void unreadable(String problem) {
        Gate scan = trusting(PSIRT);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("may be", "the image affected", problem, "delete");
        assertThat(scan("mode: enforce").exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anAttestationThatIsMissingOrTooLargeIsAnErrorWhereThePolicyListensToAttestations() {
        attest(PSIRT, document("20", REASON));
        attestations.list("sha256:" + "0".repeat(64), 100, "https://spdx.dev/Document");
        assertThat(trusting(PSIRT).exit()).isEqualTo(ExitCode.PASSED);
        attestations.list("sha256:" + "0".repeat(64), 100, OPENVEX);
        unreadable("attestation 3");
        attestations.removeLast();
        attestations.list("sha256:" + "0".repeat(64), 100 << 20, OPENVEX);
        unreadable("bytes, more than");
    }

    @Test
    void aTagOfAttestationsThatCannotBeReadIsAnError() {
        attestations.tag(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"layers\":{}}");
        unreadable(".att");
    }

    @Test
    void aKeylessSignerWithoutItsTrustedRootIsNoPass() {
        attest(PSIRT, document("20", REASON));
        Gate scan = scan("vex: [{from: attestations, signers: [{name: ci, keyless: {issuer: \"https://issuer.example\","
                + " subject: \"https://ci.example/build\"}}]}]");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
    }
}
