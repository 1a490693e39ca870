package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.ecs.fix.TaskFixer.Fixed;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code --fix} did with the findings of the verdict that are open, and what is left to people. */
final class FixSummary {
    private FixSummary() {}

    /** @return one line */
    static String of(Path file, Fixed fixed, Verdict verdict) {
        Map<RuleId, Integer> left = new TreeMap<>();
        verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(DecidedFinding::decisive)
                .forEach(decided -> left.merge(decided.finding().rule(), 1, Integer::sum));
        int all = sum(left);
        fixed.fixed()
                .forEach((rule, count) -> left.computeIfPresent(rule, (unused, open) -> Math.max(0, open - count)));
        left.values().removeIf(open -> open == 0);
        int open = sum(left);
        String wrote = "--fix wrote " + file + ": ";
        if (all == 0) {
            return wrote + "no finding to fix";
        }
        String rules = left.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().value())
                .collect(Collectors.joining(", "));
        return wrote + "fixed " + (all - open) + " of " + all + (all == 1 ? " finding" : " findings")
                + (open == 0 ? "" : "; fix by hand: " + rules);
    }

    private static int sum(Map<RuleId, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
