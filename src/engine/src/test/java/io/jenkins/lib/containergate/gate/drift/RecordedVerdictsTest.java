package io.jenkins.lib.containergate.gate.drift;

import static io.jenkins.lib.containergate.gate.drift.RecordedImage.CLOCK;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.IMAGE;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.INDEX;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.NOW;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which entries of a ledger decide whether an image passed. */
class RecordedVerdictsTest extends OfOneLedger {
    private void append(GateName gate, Outcome outcome, Instant at) throws Exception {
        append(gate, outcome, at, policy.digest());
    }

    private void append(GateName gate, Outcome outcome, Instant at, Digest under) throws Exception {
        ledger.append(RecordedImage.of(IMAGE).entry(gate, outcome, at, under));
    }

    @Test
    void theNewestVerdictOfEachGateCounts() throws Exception {
        append(GateName.VULNERABILITIES, Outcome.FAIL, NOW.minusSeconds(60));
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(30));
        assertThat(standing()).isInstanceOf(VerdictStanding.Passed.class);
        append(GateName.SECRETS, Outcome.FAIL, NOW.minusSeconds(45));
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    /** Each was given by itself, and can have passed by a waiver of its own. */
    @Test
    void theVerdictsOfAllGatesThatAreNeededCountTogether() throws Exception {
        policy = parsed("secrets: {max: {critical: 0}}\ndrift: {maxAge: 1h}\n");
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(30));
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(60));
        append(GateName.LICENSES, Outcome.PASS, NOW.minusSeconds(90));
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.Passed.class,
                        passed -> assertThat(passed.all())
                                .extracting(each -> each.summary().timeVerified())
                                .containsExactly(NOW.minusSeconds(30), NOW.minusSeconds(60)));
    }

    @Test
    void theVerdictOfAGateThatIsNeededIsTooOldByItself() throws Exception {
        policy = parsed("secrets: {max: {critical: 0}}\ndrift: {maxAge: 1h}\n");
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(30));
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(3_601));
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.TooOld.class,
                        old -> assertThat(old.verdict().summary().timeVerified())
                                .isEqualTo(NOW.minusSeconds(3_601)));
    }

    @Test
    void ofVerdictsOfOneTimeAllHaveToPass() throws Exception {
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW);
        append(GateName.VULNERABILITIES, Outcome.FAIL, NOW);
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW);
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    @Test
    void whatPassedInTheFutureDoesNotHideWhatFailedSince() throws Exception {
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.plusSeconds(3_600));
        append(GateName.VULNERABILITIES, Outcome.FAIL, NOW);
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    @Test
    void whatPassedUnderAnotherPolicyDoesNotHideWhatFailedUnderThisOne() throws Exception {
        Digest other = new Digest("cd".repeat(32));
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW);
        append(GateName.SECRETS, Outcome.FAIL, NOW.minusSeconds(60));
        append(GateName.SECRETS, Outcome.PASS, NOW, other);
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(30));
        assertThat(standing()).isInstanceOf(VerdictStanding.Passed.class);
    }

    /** Whoever runs a gate chooses its policy. */
    @Test
    void whatPassedUnderAnotherPolicyOutdoesWhatFailedUnderAnOlderOneThatIsNotStricter() throws Exception {
        policy = policy("{max: {critical: 0, high: 0, medium: 0}}");
        EffectivePolicy older = policy("{max: {critical: 0, high: 5}}");
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW);
        append(GateName.SECRETS, Outcome.FAIL, NOW.minusSeconds(60), older);
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(50), new Digest("cd".repeat(32)));
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(40), policy("{max: {critical: 9}}"));
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
        ledger = Ledger.ofController(folder, 1 << 20);
        assertThat(standing())
                .as("under the organisation's policy of that time")
                .isInstanceOf(VerdictStanding.Passed.class);
        ledger = Ledger.open(folder, 1 << 20);
        append(GateName.SECRETS, Outcome.PASS, NOW.minusSeconds(30), policy("{max: {critical: 0, high: 0}}"));
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.Passed.class,
                        passed -> assertThat(passed.verdict().summary().levels())
                                .noneMatch(
                                        level -> level.toLowerCase(Locale.ROOT).contains("secrets")));
    }

    private void append(GateName gate, Outcome outcome, Instant at, EffectivePolicy under) throws Exception {
        append(gate, outcome, at, under.digest());
        ledger.append(RecordedImage.of(IMAGE).entry(gate, outcome, at, under.digest()), under);
    }

    private static EffectivePolicy policy(String vulnerabilities) throws Exception {
        String text = "version: 1\nvulnerabilities: " + vulnerabilities + "\n";
        return PolicyMerge.merge(List.of(PolicyParser.parse("team", "team", text)), CLOCK);
    }

    @Test
    void whatPassedUnderAStricterPolicyCountsAndUnderALooserOneDoesNot() throws Exception {
        policy = policy("{max: {critical: 0, high: 5}}");
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(60), policy("{max: {critical: 0, high: 0}}"));
        assertThat(standing()).isInstanceOf(VerdictStanding.Passed.class);
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(30), policy("{max: {critical: 0, high: 9}}"));
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.Looser.class,
                        looser -> assertThat(looser.reason()).contains("vulnerabilities.max.high is 9, not 5"));
    }

    private void append(Digest image, Optional<Digest> index, GateName gate, Outcome outcome, int secondsAgo)
            throws Exception {
        ledger.append(new RecordedImage(REPOSITORY, image, index, "enforce")
                .entry(gate, outcome, NOW.minusSeconds(secondsAgo), policy.digest()));
    }

    @Test
    void whatDidNotPassOnTheIndexThatTheImageWasChosenFromDidNotPassOnTheImage() throws Exception {
        append(INDEX, Optional.empty(), GateName.SIGNATURES, Outcome.FAIL, 90);
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(80));
        assertThat(standing()).as("nothing says that the index lists it").isInstanceOf(VerdictStanding.Passed.class);
        assertThat(standing(REPOSITORY, Set.of(INDEX)))
                .as("the task definition names the index")
                .isInstanceOf(VerdictStanding.DidNotPass.class);
        append(IMAGE, Optional.of(INDEX), GateName.VULNERABILITIES, Outcome.PASS, 70);
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(60));
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.DidNotPass.class,
                        failed -> assertThat(failed.verdict().summary().resource())
                                .isEqualTo(INDEX.in(REPOSITORY)));
        append(INDEX, Optional.empty(), GateName.SIGNATURES, Outcome.PASS, 50);
        assertThat(standing()).isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void whatPassedOnAnIndexMakesGoodNothingOfTheImage() throws Exception {
        append(IMAGE, Optional.of(INDEX), GateName.SIGNATURES, Outcome.FAIL, 90);
        append(GateName.VULNERABILITIES, Outcome.PASS, NOW.minusSeconds(80));
        append(INDEX, Optional.empty(), GateName.SIGNATURES, Outcome.PASS, 70);
        assertThat(standing()).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    @Test
    void theImageOfAnIndexIsEvaluatedOnlyIfItWasItself() throws Exception {
        append(IMAGE, Optional.of(INDEX), GateName.SECRETS, Outcome.PASS, 90);
        append(INDEX, Optional.empty(), GateName.VULNERABILITIES, Outcome.PASS, 70);
        assertThat(standing()).isInstanceOf(VerdictStanding.Never.class);
    }

    private void append(String repository, Outcome outcome, Instant at) throws Exception {
        ledger.append(new RecordedImage(repository, IMAGE, Optional.empty(), "enforce")
                .entry(GateName.VULNERABILITIES, outcome, at, policy.digest()));
    }

    @Test
    void whatFailedUnderAnotherNameOfTheRepositoryCountsAndWhatPassedThereDoesNot() throws Exception {
        String aws = "123456789012.dkr-ecr.eu-central-1.on.aws/shop/app";
        String usual = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/app";
        append(aws, Outcome.PASS, NOW.minusSeconds(90));
        assertThat(standing(usual, Set.of())).isInstanceOf(VerdictStanding.Never.class);
        append(usual, Outcome.PASS, NOW.minusSeconds(60));
        append("registry.example/mirror/app", Outcome.ERROR, NOW.minusSeconds(40));
        assertThat(standing(usual, Set.of())).isInstanceOf(VerdictStanding.Passed.class);
        append(aws, Outcome.FAIL, NOW.minusSeconds(30));
        assertThat(standing(usual, Set.of())).isInstanceOf(VerdictStanding.DidNotPass.class);
    }
}
