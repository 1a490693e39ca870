package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.Finding;
import java.util.List;

/** Results of all rules asked, in the order of their registry. */
public record RuleTable(List<RuleEvaluation> evaluations) {
    public RuleTable {
        evaluations = List.copyOf(evaluations);
    }

    /** What the policy has to decide on: the findings of every rule that failed or could not tell. */
    public List<Finding> findings() {
        return evaluations.stream()
                .flatMap(evaluation -> evaluation.result().findings().stream())
                .toList();
    }
}
