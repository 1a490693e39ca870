package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.DescribedRule;
import io.jenkins.lib.containergate.rule.RuleMetadata;

/** A question to a service, a task set, a cluster or a capacity provider. */
public abstract class DeploymentRule extends DescribedRule<Deployment> {
    protected DeploymentRule(RuleMetadata metadata) {
        super(metadata);
    }
}
