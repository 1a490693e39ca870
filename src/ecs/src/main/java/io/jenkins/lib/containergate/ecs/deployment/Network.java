package io.jenkins.lib.containergate.ecs.deployment;

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

    /** Those among its groups that the same file declares. */
    public List<DeclaredGroup> groups() {
        return Stream.concat(
                        securityGroups.unresolved().stream().map(Field.Unresolved::origin),
                        securityGroups.values().stream().map(Known::value))
                .flatMap(name -> Optional.ofNullable(declared.get(name)).stream())
                .distinct()
                .toList();
    }
}
