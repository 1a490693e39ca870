package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code networkConfiguration.awsvpcConfiguration}.
 *
 * @param present tasks that are not in the mode awsvpc have none
 * @param assignPublicIp {@code ENABLED}, or {@code true} as Terraform writes it
 * @param declared groups of the same file, by what it calls them
 */
public record Network(
        boolean present,
        Field<String> assignPublicIp,
        Items<Known<String>> securityGroups,
        Map<String, DeclaredGroup> declared) {
    public Network {
        declared = Map.copyOf(declared);
    }

    /** Whether a value of {@link #assignPublicIp} gives no address; what is neither of its values may. */
    public static boolean withoutPublicAddress(String assigned) {
        return assigned.strip().equalsIgnoreCase("DISABLED") || assigned.equals("false");
    }

    /** Of a service, of a task set, or of what else starts tasks. */
    public static Optional<Network> of(Deployment deployment) {
        if (deployment instanceof Service service) {
            return Optional.of(service.network());
        }
        if (deployment instanceof TaskSet tasks) {
            return Optional.of(tasks.network());
        }
        return deployment instanceof Launch launch ? Optional.of(launch.network()) : Optional.empty();
    }

    /** Those among its groups that the same file declares. */
    public List<DeclaredGroup> groups() {
        return Stream.concat(
                        securityGroups.unresolved().stream().flatMap(Field.Unresolved::names),
                        securityGroups.values().stream().map(Known::value))
                .flatMap(name -> Optional.ofNullable(declared.get(name)).stream())
                .distinct()
                .toList();
    }

    /**
     * A security group that a file declares.
     *
     * @param name that the file gives it
     * @param ingress with what prefix lists of the file hold among the ranges
     * @param unknown why more may be let in than the rules say
     */
    public record DeclaredGroup(String name, List<SecurityGroupRule> ingress, List<String> unknown) {
        public DeclaredGroup {
            ingress = List.copyOf(ingress);
            unknown = List.copyOf(unknown);
        }
    }
}
