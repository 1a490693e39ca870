package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.List;

/** The rules on what runs, for policies. */
public final class DriftRuleProvider implements RuleProvider {
    @Override
    public String section() {
        return "drift";
    }

    @Override
    public List<RuleMetadata> rules() {
        return DriftRules.all().rules().stream().map(Rule::metadata).toList();
    }
}
