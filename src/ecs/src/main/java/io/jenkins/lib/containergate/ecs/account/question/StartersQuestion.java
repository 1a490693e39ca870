package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** What starts tasks in a cluster that is deployed; each service of AWS has an answer of its own. */
public record StartersQuestion() implements ClusterQuestion<List<Lookup<List<Starter>>>> {
    @Override
    public Lookup<List<Lookup<List<Starter>>>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<String> cluster = DefinitionNames.arn(about).map(Arn::toString);
        if (cluster.isEmpty()) {
            return new Lookup.Failed<>("the cluster is not deployed", "name one that is");
        }
        return new Lookup.Answered<>(List.of(
                aws.starters().eventRules(cluster.get(), deadline),
                aws.starters().schedules(cluster.get(), deadline),
                aws.starters().pipes(cluster.get(), deadline),
                aws.starters().stateMachines(cluster.get(), deadline)));
    }
}
