package io.jenkins.lib.containergate.gate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTrialTest {
    private static final Instant THEN = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(THEN, ZoneOffset.UTC);
    private static final String NAME = "registry.example.org/shop/app:1.4";
    private static final ImageNames IMAGE = new ImageNames(List.of(NAME));
    private static final String STRICT = "vulnerabilities: {max: {critical: 0, high: 0}}";

    @Test
    void theSamePolicyChangesNothing() throws GateException {
        Verdict before = verdict(STRICT, vulnerability("CVE-1", Severity.HIGH), hardening("non-root-user"));

        TrialResult trial = trial(before, STRICT);

        assertThat(trial.changes()).isEmpty();
        assertThat(trial.after().gates()).isEqualTo(before.gates());
        assertThat(trial.after().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aStricterLimitBlocksWhatPassedAndSaysWhich() throws GateException {
        Verdict before = verdict(STRICT, vulnerability("CVE-1", Severity.MEDIUM), vulnerability("CVE-2", Severity.LOW));
        assertThat(before.outcome()).isEqualTo(Outcome.PASS);

        TrialResult trial = trial(before, "vulnerabilities: {max: {medium: 0}}");

        assertThat(trial.after().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(trial.changes()).singleElement().satisfies(change -> {
            assertThat(change.before().finding().rule().value()).isEqualTo("CVE-1");
            assertThat(change.before().decision()).isEqualTo(Decision.ALLOWED);
            assertThat(change.decision()).isEqualTo("BLOCKED");
            assertThat(change.after().orElseThrow().decidedBy()).isEqualTo("org: vulnerabilities.max.medium=0");
        });
    }

    @Test
    void aWaiverIsTriedAsOfTheDayOfTheVerdict() throws GateException {
        Verdict before = verdict(STRICT, vulnerability("CVE-1", Severity.HIGH));

        assertThat(trial(before, STRICT + "\n" + waiver("2026-06-30")).after().outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(trial(before, STRICT + "\n" + waiver("2026-05-30")).after().outcome())
                .as("expired on that day")
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aRuleThatIsSwitchedOffIsNoLongerAsked() throws GateException {
        Verdict before = verdict(STRICT, hardening("non-root-user"));

        TrialResult trial = trial(before, STRICT + "\nhardening: {rules: {non-root-user: off}}");

        assertThat(trial.after().outcome()).isEqualTo(Outcome.PASS);
        assertThat(trial.changes()).extracting(DecisionChange::decision).containsExactly("NOT_ASKED");
        assertThat(trial.caveats()).anyMatch(caveat -> caveat.startsWith("hardening: "));
    }

    @Test
    void aGateThatNeverAnsweredStaysAnErrorUnderEveryPolicy() throws GateException {
        GateResult down =
                GateResult.undecided(GateName.VULNERABILITIES, new GateError("the server does not answer", "start it"));
        Verdict before = new Verdict(subject(), policy(STRICT).identity(), List.of(down), List.of(), THEN);

        TrialResult trial = trial(before, "mode: audit\nvulnerabilities: {max: {critical: unlimited}}");

        assertThat(trial.after().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(trial.after().gates()).containsExactly(down);
    }

    @Test
    void whatCouldNotBeReadStaysAnErrorUntilItIsWaived() throws GateException {
        Verdict before = verdict(STRICT, gap());
        assertThat(before.outcome()).isEqualTo(Outcome.ERROR);

        assertThat(trial(before, "mode: audit").after().outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void anOldDatabaseIsOldUnderAPolicyThatCares() throws GateException {
        Verdict before = verdict(STRICT, vulnerability("CVE-1", Severity.LOW));

        TrialResult trial = trial(before, "vulnerabilities: {databaseMaxAge: 1h}");

        assertThat(trial.after().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(trial.after().gates().get(0).reason()).contains("older than");
    }

    @Test
    void whatTheVerdictDoesNotSayIsSaid() throws GateException {
        Verdict before = verdict(STRICT, vulnerability("CVE-1", Severity.LOW));

        TrialResult trial = trial(
                before,
                "vulnerabilities: {knownExploited: deny, baseline: new-only, baseImage: {max: {critical: 5}},"
                        + " epss: {deny: 0.5}}");

        assertThat(trial.caveats())
                .anyMatch(caveat -> caveat.contains("catalogue of exploited vulnerabilities"))
                .anyMatch(caveat -> caveat.contains("counts as new"))
                .anyMatch(caveat -> caveat.contains("base image"));
        assertThat(trial.after().gates().get(0).reason())
                .as("no finding has a score, so none were loaded")
                .contains("no scores were loaded");
    }

    private static TrialResult trial(Verdict before, String policy) throws GateException {
        return new PolicyTrial(policy(policy)).judge(before);
    }

    private static EffectivePolicy policy(String text) throws GateException {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + text + "\n")), CLOCK);
    }

    /** Of the gate of each finding, under a policy. */
    private static Verdict verdict(String policy, Finding... findings) throws GateException {
        PolicyEngine engine = new PolicyEngine(policy(policy), CLOCK);
        SourceInfo source = new SourceInfo("osv", "1.7.0", Optional.of(THEN.minusSeconds(7200)));
        List<Finding> all = List.of(findings);
        GateInput vulnerabilities = GateInput.of(
                        GateName.VULNERABILITIES,
                        IMAGE,
                        all.stream()
                                .filter(f -> !(f instanceof HardeningFinding))
                                .toList())
                .withSource(source);
        GateInput hardening = GateInput.of(
                GateName.HARDENING,
                IMAGE,
                all.stream().filter(HardeningFinding.class::isInstance).toList());
        return new Verdict(
                subject(),
                policy(policy).identity(),
                List.of(engine.judge(vulnerabilities), engine.judge(hardening)),
                List.of(),
                THEN);
    }

    private static Subject subject() {
        return new Subject(NAME, Optional.empty(), Optional.of("linux/amd64"), Optional.empty());
    }

    private static String waiver(String expires) {
        return "waivers: [{rule: CVE-1, image: \"*/shop/**\", owner: a, reason: b, expires: " + expires + "}]";
    }

    private static VulnerabilityFinding vulnerability(String id, Severity severity) {
        return new VulnerabilityFinding(
                new RuleId(id),
                List.of(),
                severity,
                Optional.empty(),
                "a flaw",
                new AffectedPackage("pkg:deb/debian/zlib1g@1.2", "zlib1g", "1.2", Optional.of("1.3"), Optional.empty()),
                new Exploitation(false, Optional.empty()),
                Location.atPointer("config", "/x"),
                List.of());
    }

    private static HardeningFinding hardening(String rule) {
        return new HardeningFinding(
                new RuleId(rule),
                Severity.HIGH,
                "a fault",
                Location.atPointer("config", "/config/User"),
                "root",
                "another user",
                "set USER");
    }

    private static InventoryFinding gap() {
        return new InventoryFinding(
                new RuleId("unreadable-archive"),
                "unreadable",
                Location.atPointer("config", "/x"),
                "does not open",
                "an archive that opens",
                "repair the archive");
    }
}
