package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.census.Classified;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Network;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Roles and security groups that a file declares, with what it attaches to them: each is evaluated with the task definitions and
 * services that use it, and left out when none does.
 */
final class ContextResources {
    private static final String OF_ROLES = "AWS::IAM::";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String GROUP = "AWS::EC2::SecurityGroup";

    private final List<Resource> resources = new ArrayList<>();

    /** @param called names by which others refer to it */
    private record Resource(String canonical, String shown, List<String> called, Classified classified) {}

    /**
     * @param canonical as CloudFormation calls the type
     * @param shown as the account calls it
     * @param called names by which others refer to it
     */
    void add(String canonical, String shown, List<String> called, Classified classified) {
        resources.add(new Resource(canonical, shown, List.copyOf(called), classified));
    }

    /** Once the task definitions and services of the file are gathered. */
    void account(Gathered gathered, Map<String, Lookup<IamRole>> roles, Map<String, DeclaredGroup> groups) {
        Set<Lookup<IamRole>> usedRoles = roles(gathered.tasks());
        Set<DeclaredGroup> usedGroups = groups(gathered.deployments());
        for (Resource resource : resources) {
            boolean used = resource.canonical().startsWith(OF_ROLES)
                    ? uses(resource, ROLE, usedRoles, roles)
                    : uses(resource, GROUP, usedGroups, groups);
            if (used) {
                gathered.evaluated(resource.shown());
            } else {
                gathered.leftOut(resource.shown(), resource.classified().reason());
            }
        }
    }

    /** A role or group by its own name; what is attached to one, when any is used. */
    private static <T> boolean uses(Resource resource, String holder, Set<T> used, Map<String, T> declared) {
        if (!resource.canonical().equals(holder)) {
            return !used.isEmpty();
        }
        return resource.called().stream()
                .flatMap(name -> Optional.ofNullable(declared.get(name)).stream())
                .anyMatch(used::contains);
    }

    private static Set<Lookup<IamRole>> roles(List<TaskDefinition> tasks) {
        Set<Lookup<IamRole>> used = new HashSet<>();
        for (TaskDefinition task : tasks) {
            Stream.of(task.taskRoleArn(), task.executionRoleArn())
                    .flatMap(role -> task.declared(role).stream())
                    .forEach(used::add);
        }
        return used;
    }

    private static Set<DeclaredGroup> groups(List<Deployment> deployments) {
        Set<DeclaredGroup> used = new HashSet<>();
        for (Deployment deployment : deployments) {
            Network.of(deployment).ifPresent(network -> used.addAll(network.groups()));
        }
        return used;
    }
}
