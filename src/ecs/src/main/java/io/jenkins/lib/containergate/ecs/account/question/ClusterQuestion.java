package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.Optional;

/** Something about a cluster that is deployed, or about its account. */
interface ClusterQuestion<A> extends Question<Deployment, A> {
    @Override
    default Optional<String> excludes(Deployment about) {
        if (!(about instanceof Cluster)) {
            return Optional.of("it is not a cluster");
        }
        return DefinitionNames.arn(about).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the cluster is not deployed yet: check it with --cluster (cluster in Jenkins) when it is");
    }
}
