package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The container instances of a cluster that is deployed. */
public record ContainerInstancesQuestion() implements ClusterQuestion<List<ContainerInstance>> {
    @Override
    public Lookup<List<ContainerInstance>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<Arn> cluster = DefinitionNames.arn(about);
        return cluster.isPresent()
                ? aws.ecs().containerInstances(cluster.get().toString(), deadline)
                : new Lookup.Failed<>("the cluster is not deployed", "name one that is");
    }
}
