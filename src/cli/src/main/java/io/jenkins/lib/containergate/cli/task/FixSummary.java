package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.ecs.fix.TaskFixer.Fixed;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code --fix} did with the findings of the verdict that are open, and what is left to people. */
final class FixSummary {
    private FixSummary() {}

    /** @return one line */
    static String of(Path file, Fixed fixed, Verdict verdict) {
        List<Finding> all = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(DecidedFinding::decisive)
                .map(DecidedFinding::finding)
                .toList();
        Map<RuleId, Integer> left = new TreeMap<>();
        all.stream()
                .filter(finding -> !fixed.gone().contains(finding.fingerprint()))
                .forEach(finding -> left.merge(finding.rule(), 1, Integer::sum));
        int open = left.values().stream().mapToInt(Integer::intValue).sum();
        String wrote = "--fix wrote " + file + ": ";
        if (all.isEmpty()) {
            return wrote + "no finding to fix";
        }
        String rules = left.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().value())
                .collect(Collectors.joining(", "));
        return wrote + "fixed " + (all.size() - open) + " of " + all.size()
                + (all.size() == 1 ? " finding" : " findings") + (open == 0 ? "" : "; fix by hand: " + rules);
    }
}
