package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.IMAGE_SIGNATURE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.SUMMARY;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.payload;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No more signatures are read than decide; and never fewer, whatever others attach. */
class EverySignerSignedTest {
    private static final SigningKey RELEASE = SigningKey.ecdsa();
    private static final SigningKey CI = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String ONE_OF_TWO = keys("**", RELEASE, CI) + "    require: 1\n";
    private static final int MANY = 60;

    private final MemoryRepository repository = new MemoryRepository();
    private int minute;

    /** Each is newer than the one before. */
    private void signed(SigningKey key, int times) {
        for (int i = 0; i < times; i++) {
            String text = statement(IMAGE.digest().hex(), IMAGE_SIGNATURE, "{\"n\":\"" + minute + "\"}", "{}");
            attach(key, text, IMAGE_SIGNATURE);
        }
    }

    private void attach(SigningKey key, String statement, String type) {
        minute++;
        Instant created = SignatureRun.NOW.minusSeconds(60L * (1_000 - minute));
        repository.bundle(
                IMAGE.digest(),
                bundle(key, statement),
                Map.of(
                        "dev.sigstore.bundle.predicateType",
                        type,
                        "org.opencontainers.image.created",
                        created.toString()));
    }

    /** The same as when all are read, but for the count of what was read. */
    private Account account(String policy) throws Exception {
        Verdict all = run(policy).verdict();
        Verdict decided = run(policy).untilDecided().verdict();
        assertThat(decided.outcome()).isEqualTo(all.outcome());
        assertThat(decided.notes()).isEqualTo(all.notes());
        assertThat(decided.gates().get(0).findings())
                .isEqualTo(all.gates().get(0).findings());
        return decided.gates().get(0).account();
    }

    private SignatureRun run(String policy) {
        return new SignatureRun().repository(repository).policy("signatures:\n" + policy);
    }

    private static Account whole(int count) {
        return Account.empty().evaluated("signed statement", count);
    }

    private static Account partly(int read, int left) {
        return whole(read).notEvaluated("signed statement", left, "not needed: the required signers have signed");
    }

    @Test
    void theRestIsNotReadOnceTheOnlySignerHasSigned() throws Exception {
        signed(STRANGER, MANY);
        signed(RELEASE, 1);
        assertThat(account(keys("**", RELEASE))).isEqualTo(partly(4, MANY - 3));
        assertThat(run(keys("**", RELEASE)).untilDecided().verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void signaturesInATagAreLeftUnreadAsWell() throws Exception {
        String[] payloads = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            payloads[i] = payload(REPOSITORY, IMAGE.digest().toString(), "{\"n\":\"" + i + "\"}");
        }
        repository.simpleSigning(IMAGE.digest(), RELEASE, payloads);
        assertThat(account(keys("**", RELEASE))).isEqualTo(partly(4, MANY - 4));
    }

    @Test
    void strangersWhoSignLaterHideNoSignature() throws Exception {
        signed(RELEASE, 1);
        signed(STRANGER, MANY);
        assertThat(account(keys("**", RELEASE))).isEqualTo(whole(MANY + 1));
        signed(CI, 1);
        assertThat(account(keys("**", RELEASE))).isEqualTo(whole(MANY + 2));
        assertThat(run(keys("**", RELEASE)).untilDecided().verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void unsignedImagesAreReadWhole() throws Exception {
        signed(STRANGER, MANY);
        assertThat(account(keys("**", RELEASE))).isEqualTo(whole(MANY));
        assertThat(run(keys("**", RELEASE)).untilDecided().verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void theVerdictNamesEachSignerWhoSigned() throws Exception {
        signed(CI, 1);
        signed(RELEASE, MANY);
        assertThat(account(ONE_OF_TWO)).isEqualTo(whole(MANY + 1));
        assertThat(run(ONE_OF_TWO).untilDecided().result().reason()).contains("key0", "key1");
        signed(CI, 1);
        assertThat(account(ONE_OF_TWO)).isEqualTo(partly(4, MANY - 2));
    }

    @Test
    void allIsReadWhereTwoHaveToSign() throws Exception {
        signed(STRANGER, MANY);
        signed(RELEASE, 1);
        signed(CI, 1);
        assertThat(account(keys("**", RELEASE, CI))).isEqualTo(whole(MANY + 2));
    }

    @Test
    void everyEntryHasToBeMet() throws Exception {
        signed(CI, 1);
        signed(RELEASE, MANY);
        SignatureRun run = run(keys("**", RELEASE)).policy("signatures:\n" + keys("**", CI));
        assertThat(run.untilDecided().verdict().outcome()).isEqualTo(Outcome.PASS);
        assertThat(run.untilDecided().result().account()).isEqualTo(whole(MANY + 1));
    }

    @Test
    void aVerdictThatDidNotPassIsReadHoweverManyPassed() throws Exception {
        String demand = keys("**", RELEASE) + "    verdict: {verifier: \"https://ci.example/gate\"}\n";
        attach(RELEASE, verdict("FAILED", 90), SUMMARY);
        for (int i = 0; i < MANY; i++) {
            attach(RELEASE, verdict("PASSED", MANY - i + 1), SUMMARY);
        }
        assertThat(account(demand)).isEqualTo(whole(MANY + 1));
    }

    private static String verdict(String result, int minutesAgo) {
        String time = SignatureRun.NOW.minusSeconds(60L * minutesAgo).toString();
        String resource = "oci://" + REPOSITORY + "@" + IMAGE.digest();
        String levels = result.equals("PASSED") ? "[\"CONTAINER_GATE_VULNERABILITIES\"]" : "[]";
        String predicate = summary("https://ci.example/gate", time, resource, "12", result);
        return statement(IMAGE.digest().hex(), SUMMARY, "{}", predicate.replace("[]", levels));
    }
}
