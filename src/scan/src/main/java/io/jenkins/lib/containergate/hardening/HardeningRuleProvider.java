package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.List;

/** The rules of {@link HardeningRules}, for policies to name. */
public final class HardeningRuleProvider implements RuleProvider {
    @Override
    public String section() {
        return "hardening";
    }

    @Override
    public List<RuleMetadata> rules() {
        return HardeningRules.all().rules().stream().map(Rule::metadata).toList();
    }
}
