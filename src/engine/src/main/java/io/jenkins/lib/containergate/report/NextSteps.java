package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do so that a verdict passes, each step once: the updates that clear vulnerabilities, and the remedy of each rule
 * that something breaks.
 */
public final class NextSteps {
    private static final int PACKAGES = 5;
    private static final int RULES = 5;

    private NextSteps() {}

    /**
     * Sentences without a full stop; none for a verdict that passes without a warning. They hold data of images as they are.
     */
    public static List<String> of(Verdict verdict) {
        List<String> steps = new ArrayList<>();
        List<String> openings = verdict.gates().stream()
                .flatMap(gate -> gate.error().stream())
                .map(GateError::remedy)
                .distinct()
                .toList();
        if (verdict.outcome() == Outcome.ERROR) {
            steps.addAll(openings);
        }
        List<Finding> objections = objections(verdict);
        List<VulnerabilityFinding> vulnerabilities = objections.stream()
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .toList();
        updates(vulnerabilities, steps);
        rules(objections, steps);
        if (verdict.outcome() == Outcome.FAIL) {
            // what is forbidden comes first: it stays forbidden whatever the rest turns out to be
            steps.addAll(openings);
        }
        return steps.stream().distinct().toList();
    }

    /** What fails the verdict; where nothing does, what it warns of. */
    private static List<Finding> objections(Verdict verdict) {
        Decision decision = verdict.outcome() == Outcome.WARN ? Decision.WARNED : Decision.BLOCKED;
        return verdict.gates().stream()
                .map(GateResult::findings)
                .flatMap(List::stream)
                .filter(decided -> decided.decision() == decision)
                .map(DecidedFinding::finding)
                .toList();
    }

    /** The updates that clear vulnerabilities, and how many have none; empty for no vulnerability. */
    public static List<String> updates(List<VulnerabilityFinding> vulnerabilities) {
        List<String> steps = new ArrayList<>();
        updates(vulnerabilities, steps);
        return steps;
    }

    private static void updates(List<VulnerabilityFinding> vulnerabilities, List<String> steps) {
        List<Upgrade> upgrades = Upgrade.of(vulnerabilities);
        int cleared = upgrades.stream().mapToInt(Upgrade::cleared).sum();
        if (!upgrades.isEmpty()) {
            String named = upgrades.stream()
                    .limit(PACKAGES)
                    .map(each ->
                            each.name() + " to " + each.to() + (each.cleared() > 1 ? " (" + each.cleared() + ")" : ""))
                    .collect(Collectors.joining(", "));
            String more = upgrades.size() > PACKAGES ? " and " + (upgrades.size() - PACKAGES) + " more packages" : "";
            steps.add("update " + named + more + ": clears " + cleared + " of "
                    + counted(vulnerabilities.size(), "vulnerability", "vulnerabilities"));
        }
        int left = vulnerabilities.size() - cleared;
        if (left > 0) {
            steps.add(counted(left, "vulnerability has", "vulnerabilities have")
                    + " no fixed version: remove the package, or ask for a waiver");
        }
    }

    private static void rules(List<Finding> objections, List<String> steps) {
        List<Remedy> remedies = Remedy.of(objections.stream()
                .filter(finding -> !(finding instanceof VulnerabilityFinding))
                .toList());
        remedies.stream().limit(RULES).forEach(remedy -> steps.add(remedy.countedRules() + ": " + remedy.text()));
        int more = remedies.stream()
                .skip(RULES)
                .mapToInt(remedy -> remedy.findings().size())
                .sum();
        if (more > 0) {
            steps.add(counted(more, "more rule is", "more rules are") + " broken: see the findings");
        }
    }

    private static String counted(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
