package io.jenkins.lib.containergate.aws.ssm;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks AWS Systems Manager. */
public interface PatchLookups {
    /**
     * @param ids of instances; Systems Manager is asked for fifty at a time
     * @return those that Patch Manager has looked at; one that it has not is left out
     */
    Lookup<List<PatchState>> patchStates(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** What the current ECS-optimized AMI of Amazon Linux 2023 holds. */
    Lookup<RecommendedImage> recommendedImage(Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * What Patch Manager found when it last looked at an instance.
     *
     * @param missing patches of its baseline that are not installed
     * @param failed patches whose installation failed
     * @param pendingReboot patches that are installed and not in force yet
     * @param security patches of the classification Security among those that it lacks
     * @param scanned when it looked; empty when that is not known
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_InstancePatchState.html">InstancePatchState</a>
     */
    record PatchState(
            String instance, int missing, int failed, int pendingReboot, int security, Optional<Instant> scanned) {}

    /**
     * @param image id of the AMI
     * @param agent version of the ECS agent, such as {@code 1.98.0}
     * @param runtime version of Docker, such as {@code Docker version 25.0.8}
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html">Metadata of
     *     the ECS-optimized AMI</a>
     */
    record RecommendedImage(String image, String agent, String runtime) {}
}
