package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.Rule;

/** A question to a service, a task set, a cluster or a capacity provider. */
public interface DeploymentRule extends Rule<Deployment> {}
