package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What GuardDuty watches where the cluster is, and what the cluster runs its tasks on. */
public record RuntimeMonitoringQuestion() implements ClusterQuestion<RuntimeMonitoringQuestion.Answer> {
    private static final String FARGATE = "FARGATE";

    /**
     * @param fargate whether tasks of the cluster run, or may run, on Fargate
     * @param instances whether the cluster has instances
     */
    public record Answer(RuntimeMonitoring monitoring, boolean fargate, boolean instances) {}

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<Arn> cluster = DefinitionNames.arn(about);
        if (cluster.isEmpty()) {
            return new Lookup.Failed<>("the cluster is not deployed", "name one that is");
        }
        Lookup<RuntimeMonitoring> monitoring = aws.detection().runtimeMonitoring(deadline);
        if (!(monitoring instanceof Lookup.Answered<RuntimeMonitoring> watched)) {
            return monitoring.map(unused -> new Answer(unused, true, true));
        }
        String name = cluster.get().toString();
        Lookup<List<ContainerInstance>> instances = aws.ecs().containerInstances(name, deadline);
        if (!(instances instanceof Lookup.Answered<List<ContainerInstance>> found)) {
            return instances.map(unused -> new Answer(watched.value(), true, true));
        }
        boolean onInstances = !found.value().isEmpty();
        if (about instanceof Cluster described
                && described.capacityProviders().values().stream()
                        .anyMatch(each -> each.value().startsWith(FARGATE))) {
            return new Lookup.Answered<>(new Answer(watched.value(), true, onInstances));
        }
        Lookup<List<String>> names = aws.ecs().serviceNames(name, deadline);
        if (!(names instanceof Lookup.Answered<List<String>> services)) {
            return names.map(unused -> new Answer(watched.value(), true, onInstances));
        }
        if (services.value().isEmpty()) {
            return new Lookup.Answered<>(new Answer(watched.value(), false, onInstances));
        }
        return aws.ecs()
                .services(name, services.value(), deadline)
                .map(all -> new Answer(
                        watched.value(), all.stream().anyMatch(RuntimeMonitoringQuestion::onFargate), onInstances));
    }

    private static boolean onFargate(EcsService service) {
        return Stream.concat(service.launchType().stream(), service.capacityProviders().stream())
                .anyMatch(each -> each.startsWith(FARGATE));
    }
}
