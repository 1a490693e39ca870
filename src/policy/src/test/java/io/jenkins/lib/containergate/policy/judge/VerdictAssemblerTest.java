package io.jenkins.lib.containergate.policy.judge;

import static io.jenkins.lib.containergate.policy.judge.SampleFindings.fixable;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.hardening;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictAssemblerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ImageNames IMAGE = new ImageNames(List.of("x/shop/app:1.4"));
    private static final Subject SUBJECT =
            new Subject("x/shop/app:1.4", Optional.empty(), Optional.empty(), Optional.empty());

    private static EffectivePolicy policy(String waivers) throws GateException {
        String text = "version: 1\nvulnerabilities: {max: {high: 0}}\nwaivers:\n" + waivers;
        return PolicyMerge.merge(List.of(PolicyParser.parse("org.yaml", "org.yaml", text)), CLOCK);
    }

    private static String waiver(String fields) {
        return "  - {owner: payments, reason: r, " + fields + "}\n";
    }

    private static List<String> notes(String waivers) throws GateException {
        EffectivePolicy policy = policy(waivers);
        GateResult vulnerabilities = new PolicyEngine(policy, CLOCK)
                .judge(GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of(fixable("CVE-2024-1", Severity.HIGH))));
        return notes(policy, Set.of(new RuleId("non-root-user")), vulnerabilities);
    }

    private static List<String> notes(EffectivePolicy policy, Set<RuleId> rules, GateResult... gates) {
        return new VerdictAssembler(policy, CLOCK)
                .assemble(SUBJECT, IMAGE, List.of(gates), rules).notes().stream()
                        .map(note -> note.kind() + " | " + note.text())
                        .toList();
    }

    @Test
    void theVerdictIsTheWorstOfItsGatesUnderTheMergedPolicy() throws GateException {
        EffectivePolicy policy = policy(waiver("rule: CVE-2024-1, expires: 2026-12-31"));
        PolicyEngine engine = new PolicyEngine(policy, CLOCK);
        Verdict verdict = new VerdictAssembler(policy, CLOCK)
                .assemble(
                        SUBJECT,
                        IMAGE,
                        List.of(
                                engine.judge(GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of())),
                                engine.judge(GateInput.of(
                                        GateName.HARDENING, IMAGE, List.of(hardening("x", Severity.LOW))))),
                        Set.of());
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.policy()).isEqualTo(policy.identity());
        assertThat(verdict.judgedAt()).isEqualTo(CLOCK.instant());
        assertThat(verdict.gates())
                .extracting(GateResult::gate)
                .containsExactly(GateName.VULNERABILITIES, GateName.HARDENING);
    }

    @Test
    void aWaiverThatMatchesNothingIsReportedWithItsLine() throws GateException {
        assertThat(notes(waiver("rule: CVE-2020-9, expires: 2026-12-31")))
                .containsExactly(
                        "unused-waiver | org.yaml:4: waiver CVE-2020-9 by payments matches nothing: remove it");
        assertThat(notes(waiver("rule: '*', package: 'pkg:npm/x', expires: 2026-12-31")))
                .hasSize(1);
        assertThat(notes(waiver("rule: non-root-user, expires: 2026-12-31"))).hasSize(1);
    }

    @Test
    void aUsedWaiverIsNotReported() throws GateException {
        assertThat(notes(waiver("rule: CVE-2024-1, expires: 2026-06-15"))).isEmpty();
    }

    @Test
    void aUsedWaiverThatExpiresWithinTwoWeeksIsReported() throws GateException {
        assertThat(notes(waiver("rule: CVE-2024-1, expires: 2026-06-14")))
                .containsExactly(
                        "waiver-expires-soon | org.yaml:4: waiver CVE-2024-1 by payments expires on 2026-06-14");
    }

    @Test
    void anExpiredWaiverIsReportedUsedOrNot() throws GateException {
        assertThat(notes(waiver("rule: CVE-2024-1, expires: 2026-05-31")
                        + waiver("rule: CVE-2020-9, expires: 2026-05-31")))
                .hasSize(2)
                .allSatisfy(note -> assertThat(note)
                        .startsWith("expired-waiver | org.yaml:")
                        .endsWith("expired on 2026-05-31: renew or remove it"));
    }

    @Test
    void aWaiverForLessThanWhatItMatchesIsReported() throws GateException {
        assertThat(notes(waiver("rule: CVE-2024-1, maxSeverity: low, expires: 2026-12-31")))
                .singleElement()
                .asString()
                .startsWith("waiver-too-low |");
    }

    @Test
    void waiversForOtherImagesAndForGatesThatDidNotRunAreNotReported() throws GateException {
        assertThat(notes(waiver("rule: CVE-2020-9, image: 'x/other/**', expires: 2026-05-01")))
                .isEmpty();
        assertThat(notes(waiver("rule: no-privileged, expires: 2026-12-31"))).isEmpty();
        EffectivePolicy policy = policy(waiver("rule: CVE-2020-9, expires: 2026-12-31"));
        GateResult hardening =
                new PolicyEngine(policy, CLOCK).judge(GateInput.of(GateName.HARDENING, IMAGE, List.of()));
        assertThat(notes(policy, Set.of(), hardening)).isEmpty();
    }

    @Test
    void aGateThatDidNotDecideMakesNoWaiverUnused() throws GateException {
        EffectivePolicy policy = policy(waiver("rule: CVE-2020-9, expires: 2026-12-31"));
        GateResult failed = GateResult.undecided(GateName.VULNERABILITIES, new GateError("down", "wait"));
        assertThat(notes(policy, Set.of(), failed)).isEmpty();
    }

    @Test
    void dataOfMoreThanAWeekAreNotedWhereThePolicySetsNoLimit() throws GateException {
        EffectivePolicy policy = policy("  []\n");
        EffectivePolicy limited = PolicyMerge.merge(
                List.of(PolicyParser.parse(
                        "org.yaml", "org.yaml", "version: 1\nvulnerabilities: {databaseMaxAge: 9d}\n")),
                CLOCK);

        assertThat(notes(policy, Set.of(), of(policy, Duration.ofDays(7)))).isEmpty();
        assertThat(notes(policy, Set.of(), of(policy, Duration.ofDays(8))))
                .singleElement()
                .asString()
                .startsWith("stale-vulnerability-data | the data of osv are from ");
        assertThat(notes(limited, Set.of(), of(limited, Duration.ofDays(8)))).isEmpty();
    }

    private static GateResult of(EffectivePolicy policy, Duration age) {
        return new PolicyEngine(policy, CLOCK)
                .judge(GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of())
                        .withSource(new SourceInfo(
                                "osv", "1 record", Optional.of(CLOCK.instant().minus(age)))));
    }

    @Test
    void aVerdictWithoutGatesIsAnError() throws GateException {
        Verdict verdict = new VerdictAssembler(policy("  []\n"), CLOCK).assemble(SUBJECT, IMAGE, List.of(), Set.of());
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.notes()).extracting(PolicyNote::kind).isEmpty();
    }
}
