package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.rule.RuleResult;

/** A history that does not tell everything proves no absence: what would be a pass then does not apply. */
final class HistoryResult {
    private HistoryResult() {}

    static RuleResult of(BuildHistory history, RuleResult result) {
        return result instanceof RuleResult.Pass
                ? history.silence().map(RuleResult::notApplicable).orElse(result)
                : result;
    }
}
