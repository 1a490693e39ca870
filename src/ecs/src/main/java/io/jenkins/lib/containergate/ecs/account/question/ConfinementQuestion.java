package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The profiles that the task definition of a service names, and the instances that would have to apply them. */
public record ConfinementQuestion() implements ServiceQuestion<ConfinementQuestion.Answer> {
    private static final Set<String> KINDS = Set.of("apparmor", "selinux");

    /**
     * @param profiles kinds of them: {@code apparmor}, {@code selinux}
     * @param instances of the cluster; none where none of the tasks runs on instances
     */
    public record Answer(Set<String> profiles, List<ContainerInstance> instances) {
        public Answer {
            profiles = Set.copyOf(profiles);
            instances = List.copyOf(instances);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<String> cluster = DefinitionNames.arn(about).flatMap(ClusterNetworkQuestion::cluster);
        Optional<String> definition =
                about instanceof Service service ? service.taskDefinition().known() : Optional.empty();
        if (cluster.isEmpty() || definition.isEmpty()) {
            return new Lookup.Failed<>(
                    "the cluster or the task definition of the " + about.name() + " is not known",
                    "name a service that is deployed");
        }
        Lookup<RegisteredTaskDefinition> registered = aws.ecs().taskDefinition(definition.get(), deadline);
        if (!(registered instanceof Lookup.Answered<RegisteredTaskDefinition> found)) {
            return registered.map(unused -> new Answer(Set.of(), List.of()));
        }
        Lookup<Set<String>> profiles =
                profiles(found.value(), new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline));
        if (!(profiles instanceof Lookup.Answered<Set<String>> named)
                || named.value().isEmpty()) {
            return profiles.map(none -> new Answer(none, List.of()));
        }
        return aws.ecs()
                .containerInstances(cluster.get(), deadline)
                .map(instances -> new Answer(named.value(), instances));
    }

    private static Lookup<Set<String>> profiles(RegisteredTaskDefinition registered, DeployedDefinitions reader) {
        try {
            Set<String> kinds = new TreeSet<>();
            for (TaskDefinition task : reader.tasks(registered)) {
                if (task.launchTypes().equals(Set.of(LaunchType.FARGATE))) {
                    continue;
                }
                task.containers().values().stream()
                        .flatMap(container -> container.security().dockerSecurityOptions().values().stream())
                        .map(Field.Known::value)
                        .flatMap(option -> KINDS.stream().filter(kind -> profile(option, kind)))
                        .forEach(kinds::add);
            }
            return new Lookup.Answered<>(kinds);
        } catch (GateException e) {
            return new Lookup.Failed<>(e.problem(), e.remedy());
        }
    }

    /** {@code apparmor:profile}, {@code label:type:name}; what switches a kind off is another rule's. */
    private static boolean profile(String option, String kind) {
        return kind.equals("apparmor")
                ? option.startsWith("apparmor:") || option.startsWith("apparmor=")
                : option.startsWith("label:") || option.startsWith("label=");
    }
}
