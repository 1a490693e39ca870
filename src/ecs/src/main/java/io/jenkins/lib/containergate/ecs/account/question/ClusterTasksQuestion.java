package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** Everything that runs in a cluster that is deployed, whatever started it. */
public record ClusterTasksQuestion() implements ClusterQuestion<List<EcsTask>> {
    @Override
    public Lookup<List<EcsTask>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<String> cluster = DefinitionNames.arn(about).map(Arn::toString);
        if (cluster.isEmpty()) {
            return new Lookup.Failed<>("the cluster is not deployed", "name one that is");
        }
        Lookup<List<String>> names = aws.ecs().taskNames(cluster.get(), Optional.empty(), deadline);
        return names instanceof Lookup.Answered<List<String>> known
                        && !known.value().isEmpty()
                ? aws.ecs().tasks(cluster.get(), known.value(), deadline)
                : names.map(none -> List.of());
    }
}
