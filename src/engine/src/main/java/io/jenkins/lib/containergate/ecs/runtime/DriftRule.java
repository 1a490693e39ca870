package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.rule.Rule;

/** A question to the tasks of a service, of a daemon, or of a family that was started alone. */
public interface DriftRule extends Rule<WorkloadFacts> {}
