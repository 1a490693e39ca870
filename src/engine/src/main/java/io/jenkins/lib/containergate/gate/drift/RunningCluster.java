package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What runs in a cluster, and what is known of it.
 *
 * @param name of the cluster
 * @param definitions the task definitions of what runs; also of services without a task, where everything was asked for
 * @param signatures verdicts on who signed each image, where they were asked for and its evidence could be read
 * @param ended tasks that ended while they were read
 */
public record RunningCluster(
        String name,
        List<WorkloadFacts> workloads,
        Map<Arn, ReadDefinition> definitions,
        Map<RunningImage, Verdict> signatures,
        int ended) {
    public RunningCluster {
        workloads = List.copyOf(workloads);
        definitions = Map.copyOf(definitions);
        signatures = Map.copyOf(signatures);
    }
}
