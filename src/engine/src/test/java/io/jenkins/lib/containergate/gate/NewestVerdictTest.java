package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.NOW;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.IMAGE_SIGNATURE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.SUMMARY;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.base64;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.envelope;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several verdicts of one verifier on one digest the newest counts, whatever else is attached beside it. */
class NewestVerdictTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final SigningKey SECOND = SigningKey.ecdsa();
    private static final String CI = "https://ci.example/";
    private static final String DEMAND = "    verdict: {verifier: '" + CI + "'";

    private static final String SCANNED = "[\"CONTAINER_GATE_VULNERABILITIES\"]";

    private static final String INDEX =
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":423}]}"
                    .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, IMAGE.digest());

    private final MemoryRepository repository = new MemoryRepository();

    private static final Bytes POLICY = Bytes.ofText("{\"version\":1}");

    private static String verdict(int day, String result, String levels) {
        String content = base64(POLICY.toArray());
        return summary(
                        CI,
                        "2026-11-" + day + "T12:00:00Z",
                        "oci://" + REPOSITORY + "@" + IMAGE.digest(),
                        POLICY.digest().hex(),
                        result)
                .replace("\"uri\":\"p\"", "\"uri\":\"p\",\"content\":\"" + content + "\"")
                .replace("[]", levels);
    }

    private static String failed(int day, String gate) {
        return verdict(day, "FAILED", "[\"FAILED\"]")
                .replace("\"uri\":\"p\"", "\"uri\":\"p\",\"annotations\":{\"notPassed\":\"" + gate + "\"}");
    }

    private static Map<String, String> hints(String type, Instant created) {
        Map<String, String> hints = new LinkedHashMap<>();
        if (!type.isEmpty()) {
            hints.put("dev.sigstore.bundle.predicateType", type);
        }
        hints.put("org.opencontainers.image.created", created.toString());
        return hints;
    }

    private void attach(SigningKey key, String predicate) {
        repository.bundle(IMAGE.digest(), bundle(key, statement(IMAGE.digest().hex(), SUMMARY, "{}", predicate)));
    }

    private void attach(SigningKey key, String predicate, Map<String, String> hints) {
        repository.bundle(
                IMAGE.digest(), bundle(key, statement(IMAGE.digest().hex(), SUMMARY, "{}", predicate)), hints);
    }

    private GateResult result(String rest, SigningKey... keys) throws Exception {
        return new SignatureRun()
                .repository(repository)
                .policy("signatures:\n" + keys("**", keys) + DEMAND + rest + "}\n")
                .result();
    }

    private Outcome outcome(String rest) throws Exception {
        return result(rest, GATE).outcome();
    }

    private static String actual(GateResult result) {
        return result.findings().get(0).finding().actual();
    }

    @Test
    void aVerdictThatFailedAfterOneThatPassedIsAFailure() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
        attach(GATE, verdict(21, "FAILED", "[]"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        assertThat(actual(result("", GATE))).contains("2026-11-21T12:00:00Z", "did not pass");
    }

    @Test
    void theOrderInWhichTheyAreListedDoesNotMatter() throws Exception {
        attach(GATE, verdict(21, "FAILED", "[]"));
        attach(GATE, verdict(20, "PASSED", SCANNED));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(22, "PASSED", SCANNED));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    @Test
    void ofTwoVerdictsOfOneMomentTheFailedOneCounts() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(GATE, verdict(20, "FAILED", "[]"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anOldVerdictThatIsAttachedAgainStaysOld() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED), hints(SUMMARY, NOW));
        attach(GATE, verdict(21, "FAILED", "[]"), hints(SUMMARY, NOW.minus(Duration.ofDays(9))));
        attach(GATE, verdict(20, "PASSED", SCANNED).replace("\"p\"", "\"q\""), hints(SUMMARY, NOW));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aVerdictOfTheFutureDoesNotPassAndAFailedOneStillCounts() throws Exception {
        attach(GATE, verdict(20, "FAILED", "[]"));
        attach(GATE, verdict(30, "PASSED", SCANNED));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(21, "PASSED", SCANNED));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
        attach(GATE, verdict(30, "FAILED", "[]"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aStrangersVerdictAndOneOfAnotherVerifierTakeNothingAway() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(SECOND, verdict(21, "FAILED", "[]"));
        attach(GATE, verdict(21, "FAILED", "[]").replace(CI, "https://other.example/"));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    @Test
    void aVerdictOfTheSameVerifierCountsUnderWhicheverOfItsKeys() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(SECOND, verdict(21, "FAILED", "[]"));
        String any = "signatures:\n" + keys("**", GATE, SECOND) + "    require: 1\n" + DEMAND + "}\n";
        assertThat(new SignatureRun()
                        .repository(repository)
                        .policy(any)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aFailedVerdictOnTheSameDigestCountsWhicheverRepositoryItNames() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(GATE, verdict(21, "FAILED", "[]").replace("shop/app", "shop/other"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aFailedVerdictOnTheIndexCountsForItsImages() throws Exception {
        Bytes index = Bytes.ofText(INDEX);
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(index, verdict(21, "FAILED", "[]"));
        assertThat(inIndex(index)).isEqualTo(Outcome.FAIL);
    }

    private Outcome inIndex(Bytes index) throws Exception {
        return new SignatureRun()
                .repository(repository)
                .image(SignedImage.inIndex(REPOSITORY, IMAGE, MediaType.OCI_INDEX, index))
                .policy("signatures:\n" + keys("**", GATE) + DEMAND + "}\n")
                .result()
                .outcome();
    }

    private void attach(Bytes index, String predicate) {
        repository.bundle(index.digest(), bundle(GATE, statement(index.digest().hex(), SUMMARY, "{}", predicate)));
    }

    @Test
    void whatPassedOnAnIndexMakesGoodWhatDidNotPassOnAnIndexAndNothingOfTheImage() throws Exception {
        Bytes index = Bytes.ofText(INDEX);
        String signatures = "[\"CONTAINER_GATE_SIGNATURES\"]";
        attach(index, failed(20, "CONTAINER_GATE_SIGNATURES"));
        attach(GATE, verdict(21, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]"));
        assertThat(inIndex(index)).isEqualTo(Outcome.FAIL);
        attach(index, verdict(22, "PASSED", signatures));
        assertThat(inIndex(index)).isEqualTo(Outcome.PASS);
        attach(GATE, failed(22, "CONTAINER_GATE_SIGNATURES"));
        attach(index, verdict(23, "PASSED", signatures));
        assertThat(inIndex(index)).isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(24, "PASSED", signatures));
        assertThat(inIndex(index)).isEqualTo(Outcome.PASS);
    }

    @Test
    void aFailureThatNamesNoGateIsMadeGoodByAllThatTheVerifierEverPassed() throws Exception {
        attach(GATE, verdict(19, "PASSED", "[\"CONTAINER_GATE_SECRETS\",\"CONTAINER_GATE_VULNERABILITIES\"]"));
        attach(GATE, verdict(20, "FAILED", "[\"FAILED\"]"));
        attach(GATE, verdict(21, "PASSED", "[\"CONTAINER_GATE_SECRETS\"]"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        assertThat(actual(result("", GATE)))
                .contains("does not name its gates", "CONTAINER_GATE_VULNERABILITIES")
                .doesNotContain("passed: CONTAINER_GATE_SECRETS");
        attach(GATE, verdict(22, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]"));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    @Test
    void signaturesAloneAreNoEvaluationOfAnImage() throws Exception {
        attach(GATE, verdict(20, "PASSED", "[\"CONTAINER_GATE_SIGNATURES\"]"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        assertThat(actual(result("", GATE)))
                .contains("it counts only with a verdict on CONTAINER_GATE_VULNERABILITIES, which the policy in force"
                        + " sets")
                .contains("gates of the verdict");
        assertThat(outcome(", gates: [signatures]")).isEqualTo(Outcome.PASS);
        attach(GATE, verdict(19, "PASSED", SCANNED));
        assertThat(outcome("")).as("both together").isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secrets: {max: {critical: 0}} | CONTAINER_GATE_SECRETS",
                "hardening: {rules: {no-setuid-files: warn}} | CONTAINER_GATE_HARDENING",
                "licenses: {deny: [GPL-3.0-only]} | CONTAINER_GATE_LICENSES"
            })
    void aGateThatThePolicySetsHasToHaveEvaluatedTheImage(String set, String level) throws Exception {
        SignatureRun run = new SignatureRun()
                .repository(repository)
                .policy(set + "\nsignatures:\n" + keys("**", GATE) + DEMAND + "}\n");
        attach(GATE, verdict(20, "PASSED", SCANNED));
        assertThat(run.result().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(run.result())).contains("counts only with a verdict on " + level);
        attach(SECOND, verdict(21, "PASSED", "[\"" + level + "\"]"));
        assertThat(run.result().outcome()).as("of a stranger").isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(21, "PASSED", "[\"" + level + "\"]"));
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatPassedOnAnIndexIsNoEvaluationOfItsImage() throws Exception {
        Bytes index = Bytes.ofText(INDEX);
        attach(index, verdict(20, "PASSED", SCANNED));
        assertThat(inIndex(index)).isEqualTo(Outcome.FAIL);
    }

    @Test
    void verdictsOfOtherToolsHaveLevelsOfTheirOwn() throws Exception {
        attach(GATE, verdict(20, "PASSED", "[\"SLSA_BUILD_LEVEL_3\"]"));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
        attach(GATE, verdict(21, "PASSED", "[]"));
        assertThat(result("", GATE).outcome()).as("the other one still does").isEqualTo(Outcome.PASS);
    }

    @Test
    void eachGateHasItsOwnNewestVerdict() throws Exception {
        String both = "[\"CONTAINER_GATE_SECRETS\",\"CONTAINER_GATE_VULNERABILITIES\"]";
        attach(GATE, verdict(20, "PASSED", both));
        attach(GATE, failed(21, "CONTAINER_GATE_VULNERABILITIES"));
        assertThat(outcome(", gates: [secrets]")).isEqualTo(Outcome.PASS);
        assertThat(outcome(", gates: [vulnerabilities]")).isEqualTo(Outcome.FAIL);
        assertThat(outcome(", gates: [secrets, vulnerabilities]")).isEqualTo(Outcome.FAIL);
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(22, "FAILED", "[\"FAILED\"]"));
        assertThat(outcome(", gates: [secrets]"))
                .as("it does not say which gate did not pass")
                .isEqualTo(Outcome.FAIL);
    }

    /** Whoever writes the build chooses its gates: one without the scan that failed passes. */
    @Test
    void aLaterVerdictOfOtherGatesDoesNotMakeGoodWhatDidNotPass() throws Exception {
        attach(GATE, failed(20, "CONTAINER_GATE_VULNERABILITIES"));
        attach(GATE, verdict(21, "PASSED", "[\"CONTAINER_GATE_SECRETS\"]"));
        GateResult result = result("", GATE);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(actual(result))
                .contains("CONTAINER_GATE_VULNERABILITIES, which no later verdict on the image says has passed");
        assertThat(outcome(", gates: [secrets]")).isEqualTo(Outcome.PASS);
        attach(GATE, verdict(22, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]"));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    /** Two manifests whose digests begin alike are soon found. */
    @Test
    void aVerdictThatDoesNotCountMakesGoodNothingBesideOneWhoseDigestBeginsAlike() throws Exception {
        attach(
                GATE,
                verdict(20, "FAILED", "[\"FAILED\"]")
                        .replace(
                                "\"uri\":\"p\"",
                                "\"uri\":\"p\",\"annotations\":{\"notPassed\":\"CONTAINER_GATE_VULNERABILITIES\"}"));
        String elsewhere =
                verdict(21, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]").replace("shop/app", "shop/other");
        attach(GATE, elsewhere, new Digest("0".repeat(63) + "1"));
        attach(GATE, verdict(22, "PASSED", "[\"CONTAINER_GATE_SECRETS\"]"), new Digest("0".repeat(63) + "2"));
        assertThat(outcome("")).isEqualTo(Outcome.FAIL);
    }

    private void attach(SigningKey key, String predicate, Digest manifest) {
        repository.bundle(
                IMAGE.digest(), bundle(key, statement(IMAGE.digest().hex(), SUMMARY, "{}", predicate)), manifest);
    }

    @Test
    void aLaterVerdictOfFewerGatesTakesNothingAway() throws Exception {
        attach(GATE, verdict(20, "PASSED", "[\"CONTAINER_GATE_SECRETS\",\"CONTAINER_GATE_VULNERABILITIES\"]"));
        attach(GATE, verdict(22, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]"));
        assertThat(outcome(", gates: [secrets, vulnerabilities]")).isEqualTo(Outcome.PASS);
    }

    @Test
    void aStatementOfTheGateThatCannotBeReadLeavesItUndecided() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        attach(GATE, verdict(21, "FAILED", "[]").replace("2026-11-21T12:00:00Z", "yesterday"));
        GateResult result = result("", GATE);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(actual(result)).contains("may be a verdict which did not pass");
    }

    static Stream<Arguments> verdictsThatCannotBeRead() {
        String failed = statement(IMAGE.digest().hex(), SUMMARY, "{}", verdict(21, "FAILED", "[]"));
        return Stream.of(
                arguments("a member twice", failed.replace("\"subject\"", "\"subject\":[],\"subject\"")),
                arguments("no subject", failed.replace("\"subject\"", "\"subjects\"")),
                arguments("a subject without digest", failed.replace("\"digest\"", "\"uri\"")),
                arguments("a statement of the next version", failed.replace("Statement/v1", "Statement/v2")),
                arguments(
                        "a verdict of the next version",
                        failed.replace(SUMMARY, "https://slsa.dev/verification_summary/v2")),
                arguments(
                        "a verdict of an older version",
                        failed.replace(SUMMARY, "https://slsa.dev/verification_summary/v0.2")),
                arguments("a digest in upper case", failed.replace("ab".repeat(32), "AB".repeat(32))),
                arguments("a digest of another algorithm", failed.replace("\"sha256\":\"abab", "\"sha512\":\"abab")),
                arguments(
                        "too many subjects",
                        failed.replace("\"subject\":[", "\"subject\":[" + "{\"digest\":{}},".repeat(1_000))),
                arguments("no predicate", failed.replace("\"predicate\"", "\"other\"")),
                arguments(
                        "a predicate that is a list",
                        failed.replace("\"predicate\":{", "\"predicate\":[{").replaceAll("}$", "]}")),
                arguments("a result in lower case", failed.replace("\"FAILED\"", "\"failed\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdictsThatCannotBeRead")
    void aVerdictOfTheGateThatCannotBeReadLeavesItUndecided(String what, String statement) throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.bundle(IMAGE.digest(), bundle(GATE, statement));
        GateResult result = result("", GATE);
        assertThat(result.outcome()).as(what).isEqualTo(Outcome.ERROR);
        assertThat(actual(result)).contains("may be a verdict which did not pass");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundlesThatCannotBeRead")
    void aBundleThatMayBeAVerdictAndCannotBeReadLeavesItUndecided(String what, String bundle) throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.bundle(IMAGE.digest(), bundle, hints(SUMMARY, created(21)));
        assertThat(outcome("")).as(what).isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundlesThatCannotBeRead")
    void aBundleThatCannotBeReadTakesNothingAwayWhereItSaysThatItSignsTheImage(String what, String bundle)
            throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.bundle(IMAGE.digest(), bundle, hints(IMAGE_SIGNATURE, created(21)));
        assertThat(outcome("")).as(what).isEqualTo(Outcome.PASS);
    }

    static Stream<Arguments> bundlesThatCannotBeRead() {
        String bundle = bundle(GATE, statement(IMAGE.digest().hex(), SUMMARY, "{}", verdict(21, "FAILED", "[]")));
        return Stream.of(
                arguments("of the next version", bundle.replace("bundle.v0.3", "bundle.v0.4")),
                arguments("cut", bundle.substring(0, bundle.length() / 2)),
                arguments(
                        "with a member twice",
                        bundle.replace("\"dsseEnvelope\"", "\"dsseEnvelope\":{},\"dsseEnvelope\"")),
                arguments(
                        "with two contents",
                        bundle.replace("\"dsseEnvelope\"", "\"messageSignature\":{},\"dsseEnvelope\"")),
                arguments(
                        "with two signatures",
                        bundle.replace("\"signatures\":[", "\"signatures\":[{\"sig\":\"AA==\"},")),
                arguments(
                        "with a key and a certificate",
                        bundle.replace("\"publicKey\"", "\"certificate\":{\"rawBytes\":\"MAA=\"},\"publicKey\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.in-toto.vsa+json,ERROR",
        "application/vnd.in-toto+json; charset=utf-8,ERROR",
        "application/vnd.In-Toto+json,ERROR",
        "application/vnd.example.note+json,PASS"
    })
    void aVerdictOfTheGateUnderAnotherTypeOfStatementLeavesItUndecided(String type, Outcome expected) throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        String failed = statement(IMAGE.digest().hex(), SUMMARY, "{}", verdict(21, "FAILED", "[]"));
        repository.bundle(IMAGE.digest(), bundle("{\"publicKey\":{\"hint\":\"\"}}", envelope(GATE, type, failed)));
        assertThat(outcome("")).isEqualTo(expected);
    }

    @Test
    void aStatementOfAStrangerThatCannotBeReadTakesNothingAway() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.bundle(
                IMAGE.digest(),
                bundle(
                        SECOND,
                        statement(IMAGE.digest().hex(), SUMMARY, "{}", "1").replace("Statement/v1", "Statement/v2")));
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    @Test
    void aVerdictOfTheNextVersionIsReadAlthoughItSaysWhatItIs() throws Exception {
        String next = "https://slsa.dev/verification_summary/v2";
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.bundle(
                IMAGE.digest(),
                bundle(GATE, statement(IMAGE.digest().hex(), next, "{}", "{}")),
                hints(next, created(21)));
        assertThat(outcome("")).isEqualTo(Outcome.ERROR);
    }

    @Test
    void aSignatureOfAFileTakesNothingAway() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        String file = bundle(GATE, "{}").replaceAll("\"dsseEnvelope\":.*", "\"messageSignature\":{}}");
        repository.bundle(IMAGE.digest(), file);
        assertThat(outcome("")).isEqualTo(Outcome.PASS);
    }

    @Test
    void anUnreadableReferrerThatMayBeAVerdictLeavesItUndecided() throws Exception {
        attach(GATE, verdict(20, "PASSED", SCANNED));
        repository.refer(IMAGE.digest(), IMAGE, "application/vnd.dev.sigstore.bundle.v0.3+json");
        assertThat(outcome("")).isEqualTo(Outcome.ERROR);
    }

    @Test
    void ofManyNightlyVerdictsTheNewestAreReadAndDecide() throws Exception {
        SignatureRun run = new SignatureRun()
                .repository(repository)
                .limits(new EvidenceLimits(1 << 20, 4 << 20, 5, 64L << 20))
                .policy("signatures:\n" + keys("**", GATE) + DEMAND + ", gates: [secrets]}\n");
        String secrets = "[\"CONTAINER_GATE_SECRETS\"]";
        for (int day = 10; day < 22; day++) {
            attach(GATE, verdict(day, "PASSED", secrets), hints(SUMMARY, created(day)));
        }
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
        assertThat(repository.fetched()).isEqualTo(5);
        attach(GATE, verdict(22, "FAILED", "[]"), hints(SUMMARY, created(22)));
        assertThat(run.result().outcome()).isEqualTo(Outcome.FAIL);
        attach(GATE, verdict(23, "PASSED", secrets), hints(SUMMARY, created(23)));
        assertThat(run.result().outcome()).isEqualTo(Outcome.PASS);
    }

    /** Whoever writes the build chooses how many verdicts it attests, and on which gates. */
    @Test
    void verdictsOfOtherGatesThatCrowdOutAnOlderOneWhichDidNotPassLeaveItUndecided() throws Exception {
        attach(
                GATE,
                verdict(9, "FAILED", "[\"FAILED\"]")
                        .replace("-9T", "-09T")
                        .replace(
                                "\"uri\":\"p\"",
                                "\"uri\":\"p\",\"annotations\":{\"notPassed\":\"CONTAINER_GATE_HARDENING\"}"),
                hints(SUMMARY, Instant.parse("2026-11-09T12:00:00Z")));
        attach(GATE, verdict(10, "PASSED", "[\"CONTAINER_GATE_VULNERABILITIES\"]"), hints(SUMMARY, created(10)));
        for (int day = 11; day < 15; day++) {
            attach(GATE, verdict(day, "PASSED", "[\"CONTAINER_GATE_SECRETS\"]"), hints(SUMMARY, created(day)));
        }
        SignatureRun run =
                new SignatureRun().repository(repository).limits(new EvidenceLimits(1 << 20, 4 << 20, 5, 64L << 20));
        GateResult result =
                run.policy("signatures:\n" + keys("**", GATE) + DEMAND + "}\n").result();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(actual(result)).contains("1 older attestations were not read");
    }

    @Test
    void verdictsThatCrowdOutTheNewestLeaveItUndecided() throws Exception {
        SignatureRun run = new SignatureRun()
                .repository(repository)
                .limits(new EvidenceLimits(1 << 20, 4 << 20, 5, 64L << 20))
                .policy("signatures:\n" + keys("**", GATE) + DEMAND + "}\n");
        attach(GATE, verdict(20, "PASSED", SCANNED), hints(SUMMARY, NOW.plusSeconds(60)));
        attach(GATE, verdict(21, "FAILED", "[]"), hints(SUMMARY, created(21)));
        for (int i = 0; i < 4; i++) {
            attach(SECOND, verdict(10 + i, "PASSED", SCANNED), hints(SUMMARY, NOW.plusSeconds(30)));
        }
        assertThat(run.result().outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void verdictsAndOtherStatementsDoNotCrowdOutASignature() throws Exception {
        for (int i = 0; i < 12; i++) {
            attach(GATE, verdict(10 + i, "PASSED", SCANNED), hints(SUMMARY, NOW));
            attach(GATE, "{\"n\":" + i + "}", hints("https://cyclonedx.org/bom", NOW));
        }
        repository.bundle(IMAGE.digest(), bundle(GATE, statement(IMAGE.digest().hex(), IMAGE_SIGNATURE, "{}", "{}")));
        assertThat(new SignatureRun()
                        .repository(repository)
                        .limits(new EvidenceLimits(1 << 20, 4 << 20, 5, 64L << 20))
                        .policy("signatures:\n" + keys("**", GATE))
                        .result()
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static Instant created(int day) {
        return Instant.parse("2026-11-" + day + "T12:00:00Z");
    }
}
