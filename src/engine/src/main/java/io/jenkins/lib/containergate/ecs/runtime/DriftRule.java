package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.rule.DescribedRule;
import io.jenkins.lib.containergate.rule.RuleMetadata;

/** A question to the tasks of a service, of a daemon, or of a family that was started alone. */
public abstract class DriftRule extends DescribedRule<WorkloadFacts> {
    protected DriftRule(RuleMetadata metadata) {
        super(metadata);
    }
}
