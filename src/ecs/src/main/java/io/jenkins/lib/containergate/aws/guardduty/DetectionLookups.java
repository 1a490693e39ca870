package io.jenkins.lib.containergate.aws.guardduty;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** Asks GuardDuty, in the region of the session. */
public interface DetectionLookups {
    Lookup<RuntimeMonitoring> runtimeMonitoring(Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return what GuardDuty says of the coverage of a cluster; none when it does not know it, or is off */
    Lookup<List<Coverage>> coverage(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return all open findings of the region, from severity 4 (medium) on; a failure where GuardDuty is off, and finds none */
    Lookup<List<Threat>> threats(Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * @param healthy whether it watches all that it should
     * @param issues why it does not, by AWS's codes and words
     * @param covered container instances that it watches, of so many that it could
     * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageResource.html">CoverageResource</a>
     */
    record Coverage(boolean healthy, List<String> issues, long covered, long compatible) {
        public Coverage {
            issues = List.copyOf(issues);
        }
    }

    /**
     * Something that GuardDuty objects to.
     *
     * @param type such as {@code Execution:Runtime/NewBinaryExecuted}
     * @param severity from 1 to 10
     * @param cluster name of the ECS cluster it is in
     * @param instance id of the EC2 instance it is on
     */
    record Threat(String id, String type, double severity, Optional<String> cluster, Optional<String> instance) {}
}
