package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.judge.WaiverCriterion.WaiverMatch;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the owners of waivers should know. Waivers for other images are none of this verdict's business. */
final class WaiverNotes {
    private static final Duration SOON = Duration.ofDays(14);

    private final List<WithOrigin<Waiver>> waivers;
    private final ImageNames image;
    private final Clock clock;

    WaiverNotes(List<WithOrigin<Waiver>> waivers, ImageNames image, Clock clock) {
        this.waivers = waivers;
        this.image = image;
        this.clock = clock;
    }

    /** @param rules every rule id the gates asked, vulnerability ids left out */
    List<PolicyNote> of(List<GateResult> gates, Set<RuleId> rules) {
        List<Finding> findings = gates.stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .toList();
        return waivers.stream()
                .filter(waiver -> WaiverMatch.appliesTo(waiver.value(), image))
                .flatMap(waiver -> note(waiver, findings, gates, rules).stream())
                .toList();
    }

    private Optional<PolicyNote> note(
            WithOrigin<Waiver> sourced, List<Finding> findings, List<GateResult> gates, Set<RuleId> rules) {
        Waiver waiver = sourced.value();
        String name = sourced.origin().place() + ": waiver " + waiver.rule() + " by " + waiver.owner();
        if (waiver.expired(clock)) {
            return note("expired-waiver", name + " expired on " + waiver.expires() + ": renew or remove it");
        }
        List<Finding> matched = findings.stream()
                .filter(finding -> WaiverMatch.matches(waiver, finding, image))
                .toList();
        if (matched.isEmpty()) {
            return couldMatch(waiver, gates, rules)
                    ? note("unused-waiver", name + " matches nothing: remove it")
                    : Optional.empty();
        }
        if (matched.stream().noneMatch(finding -> waiver.covers(finding.severity()))) {
            String ceiling = waiver.maxSeverity().orElseThrow().key();
            return note("waiver-too-low", name + " covers nothing worse than " + ceiling + ", but what it matches is");
        }
        return waiver.expired(Clock.offset(clock, SOON))
                ? note("waiver-expires-soon", name + " expires on " + waiver.expires())
                : Optional.empty();
    }

    private static Optional<PolicyNote> note(String kind, String text) {
        return Optional.of(new PolicyNote(kind, text));
    }

    /** A gate ran, and decided, that could have had a finding for the waiver. */
    private static boolean couldMatch(Waiver waiver, List<GateResult> gates, Set<RuleId> rules) {
        if (rules.stream().anyMatch(rule -> waiver.rule().matches(rule.value()))) {
            return true;
        }
        boolean vulnerabilities =
                gates.stream().anyMatch(gate -> gate.gate() == GateName.VULNERABILITIES && gate.complete());
        return vulnerabilities && (waiver.packages().isPresent() || namesVulnerabilities(waiver));
    }

    /** Vulnerability ids start with a capital (CVE, GHSA, DSA, ...), the ids of rules do not. */
    private static boolean namesVulnerabilities(Waiver waiver) {
        char first = waiver.rule().toString().charAt(0);
        return first == '*' || Character.isUpperCase(first);
    }
}
