package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The revisions that tasks of a service on Fargate run; empty for a service of which no task runs there. */
public record ServiceRevisionsQuestion() implements ServiceQuestion<Optional<List<ServiceRevision>>> {

    @Override
    public Optional<String> excludes(Deployment deployment) {
        return ServiceQuestion.super
                .excludes(deployment)
                .or(() -> deployment instanceof Service service
                                && service.controller()
                                        .known()
                                        .filter(controller -> !controller.equals("ECS"))
                                        .isPresent()
                        ? Optional.of("its deployment controller makes no service revisions")
                        : Optional.empty());
    }

    @Override
    public Lookup<Optional<List<ServiceRevision>>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<Arn> arn = DefinitionNames.arn(about);
        Optional<String> cluster = arn.flatMap(ClusterNetworkQuestion::cluster);
        if (arn.isEmpty() || cluster.isEmpty()) {
            return ClusterNetworkQuestion.withoutCluster(about);
        }
        Lookup<EcsService> service = aws.ecs()
                .services(cluster.get(), List.of(arn.get().toString()), deadline)
                .map(found -> found.get(0));
        if (!(service instanceof Lookup.Answered<EcsService> known)) {
            return service.map(unused -> Optional.empty());
        }
        if (known.value().runningCount() == 0 || !fargate(known.value())) {
            return new Lookup.Answered<>(Optional.empty());
        }
        return known.value().revisions().isEmpty()
                ? new Lookup.Failed<>(
                        "ECS does not tell which revision of the " + about.name() + " runs",
                        "deploy the service again, or look at it in ECS")
                : aws.ecs()
                        .serviceRevisions(known.value().revisions(), deadline)
                        .map(Optional::of);
    }

    private static boolean fargate(EcsService service) {
        return service.launchType().filter("FARGATE"::equals).isPresent()
                || service.capacityProviders().stream().anyMatch(name -> name.startsWith("FARGATE"));
    }
}
