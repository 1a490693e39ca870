package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.cloud.Lookup;
import io.jenkins.lib.containergate.cloud.access.IamRole;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.image.Platform;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task definition.
 *
 * @param document the file or service it was read from
 * @param name what people call it: its family, or its name in a template
 * @param source everything that was written, in the shape of the ECS API
 * @param roles that the same file declares, by what it calls them
 * @param operatingSystem {@code runtimePlatform.operatingSystemFamily}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>
 */
public record TaskDefinition(
        String document,
        String name,
        Mapping source,
        Items<Known<String>> requiresCompatibilities,
        Field<String> operatingSystem,
        Field<String> cpuArchitecture,
        Field<String> networkMode,
        Field<String> pidMode,
        Field<String> ipcMode,
        Field<String> taskRoleArn,
        Field<String> executionRoleArn,
        Field<String> cpu,
        Field<String> memory,
        Field<Boolean> enableFaultInjection,
        Items<ContainerDefinition> containers,
        Items<Volume> volumes,
        Items<NameValue> tags,
        Place place,
        Map<String, Lookup<IamRole>> roles)
        implements Definition {

    public TaskDefinition {
        roles = Map.copyOf(roles);
    }

    public TaskDefinition withRoles(Map<String, Lookup<IamRole>> declared) {
        return new TaskDefinition(
                document,
                name,
                source,
                requiresCompatibilities,
                operatingSystem,
                cpuArchitecture,
                networkMode,
                pidMode,
                ipcMode,
                taskRoleArn,
                executionRoleArn,
                cpu,
                memory,
                enableFaultInjection,
                containers,
                volumes,
                tags,
                place,
                declared);
    }

    /** The role of this field, when the same file declares it. */
    public Optional<Lookup<IamRole>> declared(Field<String> role) {
        String called = role instanceof Unresolved<String> later
                ? later.origin()
                : role.known().orElse("");
        return Optional.ofNullable(roles.get(called));
    }

    /**
     * What it must be safe on: what it requires; EC2 when it requires nothing, where most goes; everything when that is
     * known only at deployment.
     */
    public Set<LaunchType> launchTypes() {
        if (!requiresCompatibilities.unresolved().isEmpty()) {
            return EnumSet.allOf(LaunchType.class);
        }
        Set<LaunchType> types = EnumSet.noneOf(LaunchType.class);
        for (Known<String> type : requiresCompatibilities.values()) {
            types.add(LaunchType.valueOf(type.value()));
        }
        return types.isEmpty() ? EnumSet.of(LaunchType.EC2) : types;
    }

    /** Known to run on Windows. Linux is what runs when nothing is said. */
    public boolean windows() {
        return operatingSystem
                .known()
                .filter(family -> family.toUpperCase(Locale.ROOT).startsWith("WINDOWS"))
                .isPresent();
    }

    public boolean operatingSystemUnknown() {
        return operatingSystem instanceof Unresolved<String>;
    }

    /** What its images are made for, X86_64 when it does not say; empty when that is known only at deployment. */
    public Optional<Platform> platform() {
        if (operatingSystemUnknown() || cpuArchitecture instanceof Unresolved<String>) {
            return Optional.empty();
        }
        boolean arm = cpuArchitecture.known().filter("ARM64"::equalsIgnoreCase).isPresent();
        return Optional.of(new Platform(windows() ? "windows" : "linux", arm ? "arm64" : "amd64", Optional.empty()));
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "TaskDefinition[" + name + "]";
    }
}
