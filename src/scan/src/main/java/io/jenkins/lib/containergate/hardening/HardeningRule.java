package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.rule.DescribedRule;
import io.jenkins.lib.containergate.rule.RuleMetadata;

/** A question to an image. */
public abstract class HardeningRule extends DescribedRule<ImageFacts> {
    protected HardeningRule(RuleMetadata metadata) {
        super(metadata);
    }
}
