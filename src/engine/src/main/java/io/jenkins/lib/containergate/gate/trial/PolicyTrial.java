package io.jenkins.lib.containergate.gate.trial;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.judge.ExploitationFeed;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges what a verdict found under another policy, as if it had been in force at the time. Nothing is looked at again, so
 * the result is for whoever edits a policy, and is no verdict to let anything pass by.
 */
public final class PolicyTrial {
    private final EffectivePolicy policy;
    private final Set<RuleId> offRules;
    private final Set<RuleId> policyRules;

    /** @param policy that is tried */
    public PolicyTrial(EffectivePolicy policy) {
        this.policy = policy;
        RuleSelection hardening = policy.hardening();
        this.offRules = Set.copyOf(HardeningRules.all()
                .only(rule -> hardening.level(rule) == RuleLevel.OFF)
                .ids());
        this.policyRules =
                policy.policyRules().stream().map(PolicyRule::ruleId).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Decides on the findings of a verdict again, at the time of that verdict. Gates that did not run then stay out, and what
     * cannot be tried without a new run is among the caveats of the result.
     *
     * @param before read back from its {@code verdict.json}
     */
    public TrialResult judge(Verdict before) {
        Clock then = Clock.fixed(before.judgedAt(), ZoneOffset.UTC);
        ImageNames image = ImageNames.of(before.subject());
        PolicyEngine engine = new PolicyEngine(policy, then);
        List<GateResult> gates = new ArrayList<>();
        List<DecisionChange> changes = new ArrayList<>();
        for (GateResult gate : before.gates()) {
            GateResult after = neverAnswered(gate) ? gate : engine.judge(input(gate, image, before.judgedAt()));
            gates.add(after);
            changes.addAll(changes(gate, after));
        }
        Verdict after = new VerdictAssembler(policy, then).assemble(before.subject(), image, gates, Set.of());
        return new TrialResult(before, after, changes, Caveats.of(before, policy));
    }

    /** No policy decides on what could not be looked at. */
    private static boolean neverAnswered(GateResult gate) {
        return gate.error().isPresent()
                && gate.source().isEmpty()
                && gate.findings().isEmpty();
    }

    private GateInput input(GateResult gate, ImageNames image, Instant then) {
        List<Finding> findings = gate.findings().stream()
                .map(DecidedFinding::finding)
                .filter(finding -> gate.gate() != GateName.HARDENING || !offRules.contains(finding.rule()))
                .filter(finding -> !PolicyRule.made(finding) || policyRules.contains(finding.rule()))
                .toList();
        KnownFindings known = KnownFindings.of(gate.findings().stream()
                .filter(found -> found.decision() == Decision.BASELINE)
                .map(DecidedFinding::finding)
                .toList());
        GateInput input = GateInput.of(gate.gate(), image, findings)
                .withBaseline(known)
                .withoutComparison()
                .withFeeds(feeds(findings, then))
                .withVex(gate.vex())
                .ofEarlierVerdict();
        return gate.source().map(input::withSource).orElse(input);
    }

    /**
     * Nearly every vulnerability has a score, and few are exploited: only the lack of any score tells something. A verdict does
     * not say how old the feeds were.
     */
    private static Map<ExploitationFeed, Optional<Instant>> feeds(List<Finding> findings, Instant then) {
        Map<ExploitationFeed, Optional<Instant>> feeds = new EnumMap<>(ExploitationFeed.class);
        feeds.put(ExploitationFeed.KNOWN_EXPLOITED, Optional.of(then));
        List<VulnerabilityFinding> vulnerabilities = findings.stream()
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .toList();
        if (vulnerabilities.isEmpty()
                || vulnerabilities.stream()
                        .anyMatch(found -> found.exploitation().epss().isPresent())) {
            feeds.put(ExploitationFeed.EPSS, Optional.of(then));
        }
        return feeds;
    }

    private static List<DecisionChange> changes(GateResult before, GateResult after) {
        Map<Finding, DecidedFinding> earlier = new IdentityHashMap<>();
        before.findings().forEach(found -> earlier.put(found.finding(), found));
        List<DecisionChange> changes = new ArrayList<>();
        for (DecidedFinding found : after.findings()) {
            DecidedFinding was = earlier.remove(found.finding());
            if (was != null && was.decision() != found.decision()) {
                changes.add(new DecisionChange(before.gate(), was, Optional.of(found)));
            }
        }
        before.findings().stream()
                .filter(found -> earlier.containsKey(found.finding()))
                .map(found -> new DecisionChange(before.gate(), found, Optional.empty()))
                .forEach(changes::add);
        return changes;
    }
}
