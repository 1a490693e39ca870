package io.jenkins.lib.containergate.aws.guardduty;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** Asks GuardDuty. */
@FunctionalInterface
public interface DetectionLookups {
    /** In the region of the session. */
    Lookup<RuntimeMonitoring> runtimeMonitoring(Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
