package io.jenkins.lib.containergate.ecs.cloud.question;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.CloudLookups;
import io.jenkins.lib.containergate.cloud.Lookup;
import io.jenkins.lib.containergate.cloud.detection.RuntimeMonitoring;
import io.jenkins.lib.containergate.ecs.cloud.Question;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** What GuardDuty watches where the cluster is. */
public record RuntimeMonitoringQuestion() implements Question<Deployment, RuntimeMonitoring> {
    @Override
    public Lookup<RuntimeMonitoring> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.detection().runtimeMonitoring(deadline);
    }
}
