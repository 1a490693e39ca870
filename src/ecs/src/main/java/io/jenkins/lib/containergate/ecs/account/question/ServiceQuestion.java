package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import java.util.Optional;

/** Something about a service that is deployed, or about what is around it. */
interface ServiceQuestion<A> extends Question<Deployment, A> {
    @Override
    default Optional<String> excludes(Deployment about) {
        if (!(about instanceof Service)) {
            return Optional.of("it is not a service");
        }
        return DefinitionNames.arn(about).isPresent()
                ? Optional.empty()
                : Optional.of("the service is not deployed yet: check it with --cluster and --service"
                        + " (cluster and service in Jenkins) when it is");
    }
}
