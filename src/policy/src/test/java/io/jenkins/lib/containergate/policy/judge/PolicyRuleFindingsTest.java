package io.jenkins.lib.containergate.policy.judge;

import static io.jenkins.lib.containergate.policy.judge.SampleFindings.fixable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.PackageFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.TaskFact;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyException;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules of a policy's own: what they add to a verdict, and what they cannot take from it. */
class PolicyRuleFindingsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ImageNames IMAGE = new ImageNames(List.of("x/shop/app:1.4"));
    private static final RuleFacts GPL = RuleFacts.none()
            .withPackages(() -> List.of(
                    new PackageFact(
                            "bash", "5.2", "deb", "pkg:deb/debian/bash@5.2", "var/lib/dpkg/status", List.of("GPL-3.0")),
                    new PackageFact(
                            "zlib", "1.3", "deb", "pkg:deb/debian/zlib@1.3", "var/lib/dpkg/status", List.of("Zlib"))));
    private static final String NO_GPL = rule(
            "no-gpl",
            "vulnerabilities",
            "packages.filter(p, p.licenses.exists(l, l.startsWith('GPL'))).map(p, p.purl)");

    private static String rule(String id, String gate, String when) {
        return "{id: " + id + ", gate: " + gate + ", severity: high, title: T, remedy: Replace it., when: \"" + when
                + "\"}";
    }

    private static PolicyDocument layer(String name, String text) throws GateException {
        return PolicyParser.parse(name, name + ".yaml", "version: 1\n" + text + "\n");
    }

    private static EffectivePolicy policy(PolicyDocument... layers) throws GateException {
        return PolicyMerge.merge(List.of(layers), CLOCK);
    }

    private static GateResult judge(String policy, GateInput input) throws GateException {
        return new PolicyEngine(policy(layer("org", policy)), CLOCK).judge(input);
    }

    private static GateInput input(GateName gate, RuleFacts facts, Finding... findings) {
        return GateInput.of(gate, IMAGE, List.of(findings)).withFacts(facts);
    }

    private static GateInput packages(Finding... findings) {
        return input(GateName.VULNERABILITIES, GPL, findings);
    }

    private static DecidedFinding only(GateResult result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    @Test
    void aRuleThatHoldsFailsTheGateAndSaysWhoseItIs() throws GateException {
        GateResult result = judge("rules: [" + NO_GPL + "]", packages());

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        DecidedFinding found = only(result);
        assertThat(found.decision()).isEqualTo(Decision.BLOCKED);
        assertThat(found.decidedBy()).isEqualTo("org: rules.no-gpl");
        assertThat(found.finding().rule()).hasToString("policy/no-gpl");
        assertThat(found.finding().actual()).isEqualTo("pkg:deb/debian/bash@5.2");
        assertThat(found.finding().help()).isEqualTo("Replace it.");
        assertThat(found.finding().severity()).isEqualTo(Severity.HIGH);
        assertThat(result.account()).isEqualTo(Account.empty().evaluated("policy rule", 1));
    }

    @Test
    void noLimitAndNoBaselineExcusesWhatARuleFinds() throws GateException {
        String policy = "vulnerabilities: {max: {}, baseline: new-only, onlyFixable: true}\nrules: [" + NO_GPL + "]";
        KnownFindings known =
                KnownFindings.of(List.of(only(judge(policy, packages())).finding()));
        assertThat(judge(policy, packages().withBaseline(known)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void onlyAWaiverThatNamesTheRuleExcusesWhatItFinds() throws GateException {
        String waiver = "waivers: [{rule: %s, owner: a, reason: b, expires: 2026-06-02}]\nrules: [" + NO_GPL + "]";
        assertThat(judge(waiver.formatted("policy/no-gpl"), packages()).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(waiver.formatted("no-gpl"), packages()).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aRuleSeesWhatThePolicyDecidedAndChangesNoneOfIt() throws GateException {
        String limits = "vulnerabilities: {max: {critical: 0, high: 5}}\n";
        String rule = rule(
                "no-fix-ignored",
                "vulnerabilities",
                "findings.filter(f, f.decision == 'ALLOWED' && f.affected.fixedVersion != '').map(f, f.rule)");
        GateInput input = packages(fixable("CVE-1", Severity.HIGH), fixable("CVE-2", Severity.CRITICAL));
        GateResult without = judge(limits, input);
        GateResult with = judge(limits + "rules: [" + rule + "]", input);

        assertThat(with.findings())
                .containsAll(without.findings())
                .hasSize(without.findings().size() + 1);
        assertThat(with.findings())
                .filteredOn(found -> PolicyRule.made(found.finding()))
                .singleElement()
                .extracting(found -> found.finding().actual())
                .isEqualTo("CVE-1");
    }

    @Test
    void aRuleThatCannotBeEvaluatedIsAnError() throws GateException {
        GateResult absent = judge("rules: [" + NO_GPL + "]", input(GateName.VULNERABILITIES, RuleFacts.none()));
        assertThat(absent.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(absent.reason())
                .contains("the rule no-gpl of the policy could not be evaluated", "packages is not known here");
        assertThat(judge("mode: audit\nrules: [" + NO_GPL + "]", input(GateName.VULNERABILITIES, RuleFacts.none()))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(judge(
                                "rules: [" + rule("zero", "drift", "1 / 0 == 1") + "]",
                                input(GateName.DRIFT, RuleFacts.none()))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void aRuleOnTasksIsEvaluatedForEach() throws GateException {
        String policy = "rules: ["
                + rule("no-host", "taskDefinition", "has(task.networkMode) && task.networkMode == 'host'") + "]";
        RuleFacts facts = RuleFacts.none()
                .withTasks(List.of(
                        new TaskFact("a.json", "a", Map.of("networkMode", "host")),
                        new TaskFact("b.json", "b", Map.of("networkMode", "awsvpc")),
                        new TaskFact("c.json", "c", Map.of())));
        DecidedFinding found = only(judge(policy, input(GateName.TASK_DEFINITION, facts)));
        assertThat(found.finding().location().path()).contains("a.json");
        assertThat(found.finding().actual()).startsWith("task a: the condition of the rule holds");

        GateResult none = judge(policy, input(GateName.TASK_DEFINITION, RuleFacts.none()));
        assertThat(none.account().notEvaluated())
                .singleElement()
                .extracting(Account.NotEvaluated::reason)
                .isEqualTo("there is no task definition");
    }

    @Test
    void findingsOfAnEarlierVerdictAreDecidedAndNotEvaluatedAgain() throws GateException {
        String policy = "rules: [" + NO_GPL + "]";
        Finding earlier = only(judge(policy, packages())).finding();
        GateResult again = judge(
                policy,
                GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of(earlier)).ofEarlierVerdict());
        assertThat(only(again).decision()).isEqualTo(Decision.BLOCKED);
        assertThat(again.account().notEvaluated()).singleElement();
        assertThat(judge(
                                "mode: enforce",
                                GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of(earlier))
                                        .ofEarlierVerdict())
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void anInnerLayerAddsRulesAndReplacesNone() throws GateException {
        PolicyDocument org = layer("org", "rules: [" + NO_GPL + "]");
        PolicyDocument more = layer("team", "rules: [" + rule("never", "vulnerabilities", "true") + "]");
        PolicyDocument none = layer("folder", "rules: []");
        GateResult both = new PolicyEngine(policy(org, none, more), CLOCK).judge(packages());
        assertThat(both.findings())
                .extracting(DecidedFinding::decidedBy)
                .containsExactlyInAnyOrder("org: rules.no-gpl", "team: rules.never");

        PolicyDocument softer = layer("team", "rules: [" + rule("no-gpl", "vulnerabilities", "false") + "]");
        assertThatThrownBy(() -> policy(org, softer))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("team (team.yaml:2) asks rules=[no-gpl], but org has a rule of this id,"
                        + " which no other layer can replace: [no-gpl]");
    }

    @Test
    void aGateThatMayNotRunTakesNoRules() {
        for (String gate : List.of("admission", "licenses")) {
            assertThatThrownBy(() -> layer("org", "rules: [" + rule("a", gate, "true") + "]"))
                    .as(gate)
                    .isInstanceOf(PolicyFormatException.class)
                    .hasMessageContaining("rules[0].gate: unknown value " + gate);
        }
    }

    @Test
    void aMistakeInAnExpressionIsAProblemOfThePolicyWithItsLine() {
        assertThatThrownBy(() -> layer("org", """
                        rules:
                          - id: no-gpl
                            gate: vulnerabilities
                            severity: high
                            title: No GPL
                            remedy: Replace it.
                            when: |
                              packages.exists(p,
                                p.licence == 'GPL')"""))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessageContaining("org.yaml:10")
                .hasMessageContaining("rules[0].when: line 2, column 4 of the expression: undefined field 'licence'");
    }

    /** What the engine decides without rules is in the result with them, and the outcome is never better. */
    @Test
    void noRuleImprovesAnOutcomeOrTakesAFindingAway() throws GateException {
        Random random = new Random(20_261_127L);
        RandomInput inputs = new RandomInput(random, CLOCK.instant());
        List<String> conditions = List.of(
                "true",
                "false",
                "findings.size() == 0",
                "findings.all(f, f.decision == 'WAIVED')",
                "findings.exists(f, f.epss > 0.1)",
                "findings[7].undecided",
                "1 / findings.size() == 1",
                "now > timestamp('2026-01-01T00:00:00Z')",
                "findings.map(f, f.rule)");
        List<String> limits = List.of(
                "mode: enforce", "mode: audit", "vulnerabilities: {max: {}}", "vulnerabilities: {onlyFixable: true}");
        Map<Outcome, Integer> seen = new HashMap<>();
        int rounds = Effort.rounds(100, 400);
        for (int i = 0; i < rounds; i++) {
            GateInput input = inputs.next().withFacts(GPL);
            String base = limits.get(random.nextInt(limits.size()));
            List<String> rules = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                // the last one makes a list, which rules on tasks cannot
                int choices = input.gate() == GateName.TASK_DEFINITION ? conditions.size() - 1 : conditions.size();
                rules.add(rule("r" + j, input.gate().key(), conditions.get(random.nextInt(choices))));
            }
            GateResult without = judge(base, input);
            GateResult with = judge(base + "\nrules: " + rules, input);
            assertThat(with.outcome()).as(base + rules + input).isGreaterThanOrEqualTo(without.outcome());
            assertThat(with.findings()).as(base + rules + input).containsAll(without.findings());
            seen.merge(with.outcome(), 1, Integer::sum);
        }
        assertThat(seen.keySet()).containsAll(EnumSet.of(Outcome.PASS, Outcome.FAIL, Outcome.ERROR));
        assertThat(Arrays.asList(Outcome.values())).containsAll(seen.keySet());
    }
}
