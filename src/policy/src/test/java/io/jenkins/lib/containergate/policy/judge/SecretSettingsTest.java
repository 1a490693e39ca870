package io.jenkins.lib.containergate.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.SecretFinding.Details;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code secrets.tests} and {@code secrets.baseline}. */
class SecretSettingsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Details FIXTURE = new Details(true, true, Optional.empty());
    private static final Details BY_VALUE = new Details(false, true, Optional.empty());
    private static final Details BY_PLACE = new Details(false, false, Optional.empty());

    private static GateResult judged(String policy, KnownFindings known, Finding... findings) throws GateException {
        GateInput input = GateInput.of(GateName.SECRETS, ImageNames.none(), List.of(findings))
                .withBaseline(known);
        return new PolicyEngine(
                        PolicyMerge.merge(
                                List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + policy + "\n")), CLOCK),
                        CLOCK)
                .judge(input);
    }

    private static SecretFinding secret(String value, Details details) {
        return SampleFindings.secret(value, Severity.CRITICAL, details);
    }

    @Test
    void aFixtureCountsUnlessThePolicyHasItReported() throws GateException {
        SecretFinding fixture = secret("a", FIXTURE);

        assertThat(judged("mode: enforce", KnownFindings.none(), fixture).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judged("secrets: {tests: count}", KnownFindings.none(), fixture)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        GateResult reported = judged("secrets: {tests: report}", KnownFindings.none(), fixture);
        assertThat(reported.outcome()).isEqualTo(Outcome.PASS);
        assertThat(reported.findings()).singleElement().satisfies(decided -> {
            assertThat(decided.decision()).isEqualTo(Decision.ALLOWED);
            assertThat(decided.decidedBy()).isEqualTo("org: secrets.tests=report");
        });
    }

    @Test
    void aReportedFixtureTakesNoPlaceUnderTheLimitAndOthersDo() throws GateException {
        String policy = "secrets: {tests: report, max: {critical: 1}}";

        assertThat(judged(policy, KnownFindings.none(), secret("a", FIXTURE), secret("b", BY_VALUE))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        GateResult two = judged(
                policy, KnownFindings.none(), secret("a", FIXTURE), secret("b", BY_VALUE), secret("c", BY_VALUE));
        assertThat(two.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(two.reason()).startsWith("2 CRITICAL over the limit 1");
    }

    @Test
    void whatWasNotSearchedIsAnErrorInTestsToo() throws GateException {
        SecretFinding unsearched = SecretFinding.undecided(
                new RuleId("secret-archive-unreadable"),
                "An archive cannot be searched",
                Location.inLayer(SampleFindings.OWN_LAYER, "tests/data.zip"),
                "it is encrypted",
                "look into it");

        assertThat(judged(
                                "secrets: {tests: report, baseline: new-only}",
                                KnownFindings.of(List.of(unsearched)),
                                unsearched)
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void knownValuesDoNotBlockAndAreCountedBesideNewOnes() throws GateException {
        SecretFinding known = secret("a", BY_VALUE);
        KnownFindings baseline = KnownFindings.of(List.of(known));
        String policy = "secrets: {baseline: new-only, max: {critical: 1}}";

        assertThat(judged("mode: enforce", baseline, known).outcome()).isEqualTo(Outcome.FAIL);
        GateResult same = judged(policy, baseline, known);
        assertThat(same.outcome()).isEqualTo(Outcome.PASS);
        assertThat(same.findings().get(0).decidedBy()).isEqualTo("org: secrets.baseline=new-only");
        GateResult more = judged(policy, baseline, known, secret("b", BY_VALUE));
        assertThat(more.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(more.findings())
                .extracting(DecidedFinding::decision)
                .containsExactly(Decision.BLOCKED, Decision.BASELINE);
    }

    /** A key that a test shows is not accepted for the server. */
    @Test
    void aValueKnownFromTestsOnlyIsNewWhereItIsUsed() throws GateException {
        SecretFinding shown = secret("a", FIXTURE);
        SecretFinding used = secret("a", BY_VALUE);
        String policy = "secrets: {baseline: new-only}";

        assertThat(shown.fingerprint()).isEqualTo(used.fingerprint());
        KnownFindings baseline = KnownFindings.of(List.of(shown));
        assertThat(judged(policy, baseline, shown).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(policy, baseline, used).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judged(policy, baseline, shown, used).outcome()).isEqualTo(Outcome.FAIL);
        for (List<SecretFinding> both : List.of(List.of(shown, used), List.of(used, shown))) {
            assertThat(judged(policy, KnownFindings.of(both), shown, used).outcome())
                    .isEqualTo(Outcome.PASS);
        }
        assertThat(judged("secrets: {max: {}, newFindings: {deny: critical}}", baseline, used)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void newValuesBlockWhereDeniedAndThoseOfAPlaceAreNeverKnown() throws GateException {
        String policy = "secrets: {max: {}, newFindings: {deny: critical}}";
        SecretFinding known = secret("a", BY_VALUE);
        SecretFinding place = secret("b", BY_PLACE);
        KnownFindings baseline = KnownFindings.of(List.of(known, place));

        assertThat(judged(policy, baseline, known).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(policy, baseline, known, secret("c", BY_VALUE)).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judged(policy, baseline, place).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aFingerprintOfThePlaceExcusesNothing() throws GateException {
        SecretFinding secret = secret("a", BY_PLACE);

        assertThat(judged("secrets: {baseline: new-only}", KnownFindings.of(List.of(secret)), secret)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }
}
