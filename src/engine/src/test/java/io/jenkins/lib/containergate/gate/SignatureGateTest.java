package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.gate.SignatureRun.role;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.IMAGE_SIGNATURE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.SUMMARY;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.base64;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.payload;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import org.junit.jupiter.api.Test;

/** The trust policy: who counts, how often, and what is said when they do not. */
class SignatureGateTest {
    private static final SigningKey RELEASE = SigningKey.ecdsa();
    private static final SigningKey CI = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String PAYLOAD = payload(REPOSITORY, IMAGE.digest().toString(), "null");
    private static final String STATEMENT = statement(IMAGE.digest().hex(), IMAGE_SIGNATURE, "{}", "{}");

    private final MemoryRepository repository = new MemoryRepository();

    private SignatureRun run(String policy) {
        return new SignatureRun().repository(repository).policy(policy);
    }

    private static String actual(GateResult result) {
        return result.findings().get(0).finding().actual();
    }

    @Test
    void anImageSignedByItsTrustedSignerPassesAndTheVerdictSaysWhoSigned() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        SignatureRun run = run("signatures:\n" + keys("registry.example/shop/**", RELEASE));
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
        assertThat(run.result().reason()).isEqualTo("signed by key0");
        assertThat(run.result().account()).isEqualTo(Account.empty().evaluated("signed statement", 1));
        assertThat(run.verdict().notes())
                .extracting(PolicyNote::text)
                .singleElement()
                .asString()
                .contains("key0 (cosign key", IMAGE.digest().toString(), "layer0.yaml:3", ".sig, signature 1");
    }

    @Test
    void anUnsignedImageFails() throws Exception {
        GateResult result = run("signatures:\n" + keys("**", RELEASE)).result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result)).isEqualTo("no signature was found");
        assertThat(((SignatureFinding) result.findings().get(0).finding()).help())
                .isEqualTo("have this digest signed by those whom the policy trusts for it, or use one that is signed");
    }

    @Test
    void aStrangersSignatureIsShownWithTheReasonWhyItDoesNotCount() throws Exception {
        repository.simpleSigning(IMAGE.digest(), STRANGER, PAYLOAD);
        GateResult result = run("signatures:\n" + keys("**", RELEASE)).result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result)).contains("signature 1: it was not made with this signer's key (key0)");
    }

    @Test
    void aRepositoryWithoutAnEntryTrustsNobody() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        assertThat(run("signatures:\n" + keys("registry.example/other/**", RELEASE))
                        .result()
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(run("mode: enforce").result().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anExemptRepositoryPassesAndSaysWhy() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        SignatureRun run = run("signatures:\n  - {repositories: ['**/shop/*'], exempt: mirror of unsigned images}\n");
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
        assertThat(run.result().reason()).contains("mirror of unsigned images", "layer0.yaml:3");
        assertThat(run.result().account())
                .isEqualTo(Account.empty().notEvaluated("signed statement", 1, "the repository is exempt"));
    }

    @Test
    void theMostSpecificEntryOfALayerWins() throws Exception {
        repository.simpleSigning(IMAGE.digest(), CI, PAYLOAD);
        String general = keys("registry.example/**", RELEASE);
        String special = keys("registry.example/shop/*", CI);
        assertThat(run("signatures:\n" + general + special).result().outcome()).isEqualTo(Outcome.PASS);
        assertThat(run("signatures:\n" + general).result().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anInnerLayerCannotExemptWhatTheOuterRequires() throws Exception {
        SignatureRun run = run("signatures:\n" + keys("registry.example/**", RELEASE))
                .policy("signatures:\n"
                        + "  - {repositories: [registry.example/shop/app], exempt: I do not feel like it}\n");
        assertThat(run.result().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void entriesOfSeveralLayersMustAllBeMet() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        SignatureRun run = run("signatures:\n" + keys("registry.example/**", RELEASE))
                .policy("signatures:\n" + keys("registry.example/shop/*", CI));
        assertThat(run.result().outcome()).isEqualTo(Outcome.FAIL);
        repository.bundle(IMAGE.digest(), bundle(CI, STATEMENT));
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void twoSignaturesOfOneSignerAreOneSigner() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD, PAYLOAD + " ");
        repository.bundle(IMAGE.digest(), bundle(RELEASE, STATEMENT));
        GateResult result = run("signatures:\n" + keys("**", RELEASE, CI)).result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result)).startsWith("signed by key0 only");
        repository.bundle(IMAGE.digest(), bundle(CI, STATEMENT));
        assertThat(run("signatures:\n" + keys("**", RELEASE, CI)).result().outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void oneKeyUnderTwoNamesIsAnError() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        GateResult result = run("signatures:\n" + keys("**", RELEASE, RELEASE)).result();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("names one signer twice");
    }

    @Test
    void requiredRolesMustBeFilled() throws Exception {
        String policy = "signatures:\n  - repositories: ['**']\n    require: 1\n    roles: [built-by, approved-by]\n"
                + "    signers:\n" + role("ci", "built-by", CI) + role("boss", "approved-by", RELEASE);
        repository.bundle(IMAGE.digest(), bundle(CI, STATEMENT));
        assertThat(actual(run(policy).result())).contains("no signer has the role approved-by");
        repository.bundle(IMAGE.digest(), bundle(RELEASE, STATEMENT));
        assertThat(run(policy).result().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void requiredAnnotationsMustBeSignedAlong() throws Exception {
        String policy = "signatures:\n" + keys("**", RELEASE) + "    annotations: {stage: prod}\n";
        repository.simpleSigning(
                IMAGE.digest(), RELEASE, payload(REPOSITORY, IMAGE.digest().toString(), "{\"stage\":\"test\"}"));
        assertThat(actual(run(policy).result())).contains("it does not carry the annotation stage=prod");
        repository.simpleSigning(
                IMAGE.digest(), RELEASE, payload(REPOSITORY, IMAGE.digest().toString(), "{\"stage\":\"prod\"}"));
        assertThat(run(policy).result().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aSignatureMadeForAnotherRepositoryDoesNotCountUnlessAllowed() throws Exception {
        repository.simpleSigning(
                IMAGE.digest(),
                RELEASE,
                payload("registry.example/staging/app", IMAGE.digest().toString(), "null"));
        String policy = "signatures:\n" + keys("**", RELEASE);
        assertThat(actual(run(policy).result())).contains("made for the repository registry.example/staging/app");
        assertThat(run(policy + "    references: ['registry.example/staging/*']\n")
                        .result()
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void anAgeThatNobodyVouchesForIsNoAge() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        GateResult result =
                run("signatures:\n" + keys("**", RELEASE) + "    maxAge: 7d\n").result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result)).contains("no trusted earliest signing time");
    }

    @Test
    void aKeyThatNeedsATransparencyLogCannotBeDecidedWithoutATrustedRoot() throws Exception {
        repository.simpleSigning(IMAGE.digest(), RELEASE, PAYLOAD);
        String policy = "signatures:\n" + keys("**", RELEASE).replace("ignoreTlog: true, ", "");
        GateResult result = run(policy).result();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("no trusted root was given");
    }

    @Test
    void anUnusableKeyInThePolicyIsAnError() throws Exception {
        GateResult result =
                run("signatures:\n" + keys("**", SigningKey.rsa(1024))).result();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("the key of the signer 'key0'", "1024 bits");
    }

    @Test
    void theSignatureOfAnIndexCoversTheImagesItLists() throws Exception {
        String json = """
            {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":423}]}\
            """.formatted(MediaType.OCI_MANIFEST, IMAGE.digest());
        Bytes index = Bytes.ofText(json);
        SignedImage image = SignedImage.inIndex(REPOSITORY, IMAGE, MediaType.OCI_INDEX, index);
        repository.bundle(
                index.digest(), bundle(RELEASE, statement(index.digest().hex(), IMAGE_SIGNATURE, "{}", "{}")));
        SignatureRun run = run("signatures:\n" + keys("**", RELEASE)).image(image);
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);

        Descriptor other = Descriptor.of(MediaType.OCI_MANIFEST, new Digest("cd".repeat(32)), 1);
        assertThatThrownBy(() -> SignedImage.inIndex(REPOSITORY, other, MediaType.OCI_INDEX, index))
                .hasMessageContaining("does not list");
    }

    @Test
    void anEntryMayAskForAPassedVerdict() throws Exception {
        Bytes own = Bytes.ofText("{\"version\":1}");
        String policyHex = own.digest().hex();
        String demand = "signatures:\n" + keys("**", RELEASE)
                + "    maxAge: 7d\n    verdict: {verifier: 'https://ci.example/', policies: ['sha256:" + policyHex
                + "']}\n";
        String resource = "oci://" + REPOSITORY + "@" + IMAGE.digest();
        String good = summary("https://ci.example/", "2026-11-20T12:00:00Z", resource, policyHex, "PASSED")
                .replace("[]", "[\"CONTAINER_GATE_VULNERABILITIES\"]")
                .replace("\"uri\":\"p\"", "\"uri\":\"p\",\"content\":\"" + base64(own.toArray()) + "\"");
        assertThat(verdictOutcome(demand, good)).isEqualTo(Outcome.PASS);
        assertThat(verdictOutcome(demand, good.replaceAll(",\"content\":\"[^\"]*\"", "")))
                .as("the waivers that it passed by are not known")
                .isEqualTo(Outcome.ERROR);
        assertThat(verdictOutcome(demand, good.replace("PASSED", "FAILED"))).isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(demand, good.replace("ci.example", "evil.example")))
                .isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(demand, good.replace(policyHex, "00".repeat(32))))
                .isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(demand, good.replace("2026-11-20", "2026-11-10")))
                .isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(demand, good.replace("2026-11-20", "2026-12-20")))
                .isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(demand, good.replace("shop/app", "shop/other")))
                .isEqualTo(Outcome.FAIL);

        String gates = demand.replace("verdict: {", "verdict: {gates: [vulnerabilities, secrets], ");
        String scanned = good.replace("[]", "[\"CONTAINER_GATE_VULNERABILITIES\"]");
        assertThat(verdictOutcome(gates, good)).isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(gates, scanned)).isEqualTo(Outcome.FAIL);
        assertThat(verdictOutcome(gates, scanned.replace("[", "[\"CONTAINER_GATE_SECRETS\",")))
                .isEqualTo(Outcome.PASS);
    }

    private static Outcome verdictOutcome(String policy, String predicate) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.bundle(
                IMAGE.digest(), bundle(RELEASE, statement(IMAGE.digest().hex(), SUMMARY, "{}", predicate)));
        return new SignatureRun().repository(repository).policy(policy).result().outcome();
    }

    @Test
    void anAttestationIsNoSignature() throws Exception {
        repository.bundle(
                IMAGE.digest(), bundle(RELEASE, statement(IMAGE.digest().hex(), SUMMARY, "{}", "{}")));
        GateResult result = run("signatures:\n" + keys("**", RELEASE)).result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result)).contains("it is a statement of the kind");
    }

    @Test
    void anybodyIsNoSigner() throws Exception {
        assertThatThrownBy(() -> run("signatures:\n  - {repositories: ['**'], signers: []}")
                        .result())
                .hasMessageContaining("signers must have 1 to 100 entries");
    }
}
