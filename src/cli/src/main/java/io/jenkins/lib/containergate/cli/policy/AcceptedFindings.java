package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.WaiverText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Waivers for what a verdict blocks or warns of, one for each rule and fingerprint: they excuse those findings and no
 * others.
 *
 * @param findings by the waiver's key, each with all places it stands at
 * @param undecided how many could not be decided; a person has to look at them first
 */
record AcceptedFindings(Map<String, List<Finding>> findings, long undecided) {
    /**
     * @param rules of which findings are accepted; empty for all
     * @throws UsageException when a fingerprint would excuse more than its finding
     */
    static AcceptedFindings of(Verdict verdict, Set<RuleId> rules) throws UsageException {
        List<Finding> objections = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(decided -> decided.decision() == Decision.BLOCKED || decided.decision() == Decision.WARNED)
                .map(DecidedFinding::finding)
                .filter(finding -> rules.isEmpty() || rules.contains(finding.rule()))
                .toList();
        List<Finding> accepted =
                objections.stream().filter(finding -> !finding.undecided()).toList();
        long byPlace = accepted.stream()
                .filter(finding -> !WaiverText.excusesOnly(finding))
                .count();
        if (byPlace > 0) {
            throw new UsageException(
                    byPlace
                            + " of the secrets have fingerprints of their place: a waiver would excuse the next value there",
                    "search again with --fingerprint-key-file FILE, and with the same key from then on");
        }
        Map<String, List<Finding>> byKey = new LinkedHashMap<>();
        for (Finding finding : accepted) {
            byKey.computeIfAbsent(finding.rule() + " " + finding.fingerprint().value(), key -> new ArrayList<>())
                    .add(finding);
        }
        return new AcceptedFindings(byKey, objections.size() - accepted.size());
    }

    /** As a file for {@code --waivers}, with the places as comments. */
    String file(WaiverText.Terms terms) {
        StringBuilder file = new StringBuilder(WaiverText.HEAD);
        findings.values().forEach(places -> file.append(WaiverText.entry(places, terms)));
        return file.toString();
    }
}
