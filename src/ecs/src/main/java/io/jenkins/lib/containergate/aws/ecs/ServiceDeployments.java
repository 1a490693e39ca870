package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** Asks ECS about deployments of services, and answers those that wait. The answer is the only call that changes anything. */
public interface ServiceDeployments {
    /**
     * ARNs of the deployments of a service that have not ended.
     *
     * @param cluster name or ARN
     * @param service name or ARN
     */
    Lookup<List<String>> unfinished(String cluster, String service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param arns ECS is asked for twenty at a time
     * @return one for each ARN, in their order; one that is missing makes a failure
     */
    Lookup<List<ServiceDeployment>> deployments(List<String> arns, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @param arn of the service revision */
    Lookup<ServiceRevision> revision(String arn, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * Answers a hook of the kind {@code PAUSE}.
     *
     * @return ARN of the deployment that took the answer
     */
    Lookup<String> answer(String deployment, String hook, DeploymentAnswer answer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
