package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
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
 * @param resource what the file calls the resource that declares it; empty for one that is no resource
 * @param startedOn where the same file starts it: what counts when it requires nothing itself
 * @param sensitive whether Terraform marks its containers as sensitive: then they hold a secret
 * @param logGroups that the same file declares
 * @param buckets that the same file declares
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
        Map<String, Lookup<IamRole>> roles,
        String resource,
        Set<LaunchType> startedOn,
        boolean sensitive,
        DeclaredResources<LogGroup> logGroups,
        DeclaredResources<FileBucket> buckets)
        implements Definition {

    private static final String ROLE = ":role/";

    public TaskDefinition {
        roles = Map.copyOf(roles);
        startedOn = Set.copyOf(startedOn);
    }

    public TaskDefinition withRoles(Map<String, Lookup<IamRole>> declared) {
        return with(declared, resource, startedOn, sensitive, logGroups, buckets);
    }

    public TaskDefinition declaredBy(String called) {
        return with(roles, called, startedOn, sensitive, logGroups, buckets);
    }

    public TaskDefinition startedOn(Set<LaunchType> types) {
        return with(roles, resource, types, sensitive, logGroups, buckets);
    }

    public TaskDefinition markedSensitive(boolean marked) {
        return with(roles, resource, startedOn, marked, logGroups, buckets);
    }

    public TaskDefinition withLogGroups(DeclaredResources<LogGroup> declared) {
        return with(roles, resource, startedOn, sensitive, declared, buckets);
    }

    public TaskDefinition withBuckets(DeclaredResources<FileBucket> declared) {
        return with(roles, resource, startedOn, sensitive, logGroups, declared);
    }

    private TaskDefinition with(
            Map<String, Lookup<IamRole>> declared,
            String called,
            Set<LaunchType> types,
            boolean marked,
            DeclaredResources<LogGroup> groups,
            DeclaredResources<FileBucket> stores) {
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
                declared,
                called,
                types,
                marked,
                groups,
                stores);
    }

    /**
     * The role of this field, when the same file declares it: it refers to it, or is its ARN or its name. Roles of another account
     * cannot be those of a task, and names of roles differ within one, whatever their path.
     */
    public Optional<Lookup<IamRole>> declared(Field<String> role) {
        if (role instanceof Unresolved<String> later) {
            return Optional.ofNullable(roles.get(later.origin())).or(() -> ofShape(later));
        }
        return role.known()
                .flatMap(text -> Optional.ofNullable(text.startsWith("arn:") ? roles.get(text) : null)
                        .or(() -> named(text)));
    }

    private Optional<Lookup<IamRole>> ofShape(Unresolved<String> later) {
        String gap = String.valueOf(Value.Unresolved.GAP);
        String last = later.shape().substring(later.shape().lastIndexOf('/') + 1);
        if (!later.shape().contains(gap) || !last.contains(gap)) {
            return named(later.shape());
        }
        return last.equals(gap) && later.shape().contains(ROLE) && !later.gaps().isEmpty()
                ? Optional.ofNullable(roles.get(later.gaps().get(later.gaps().size() - 1)))
                : Optional.empty();
    }

    /** @param text an ARN, or a name alone */
    private Optional<Lookup<IamRole>> named(String text) {
        boolean whole = text.contains(ROLE);
        return whole || text.indexOf('/') < 0 && text.indexOf(':') < 0
                ? Optional.ofNullable(roles.get(roleNamed(text.substring(text.lastIndexOf('/') + 1))))
                : Optional.empty();
    }

    /** How the roles of a file are called by their name in AWS: no reference looks like it. */
    public static String roleNamed(String name) {
        return "role/" + name;
    }

    /**
     * What it must be safe on: what it requires; where the same file starts it when it requires nothing, else EC2, where most goes;
     * everything when that is known only at deployment.
     */
    public Set<LaunchType> launchTypes() {
        if (!requiresCompatibilities.unresolved().isEmpty()) {
            return EnumSet.allOf(LaunchType.class);
        }
        Set<LaunchType> types = EnumSet.noneOf(LaunchType.class);
        for (Known<String> type : requiresCompatibilities.values()) {
            types.add(LaunchType.valueOf(type.value()));
        }
        if (types.isEmpty()) {
            return startedOn.isEmpty() ? EnumSet.of(LaunchType.EC2) : startedOn;
        }
        return types;
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

    /**
     * A volume of a task.
     *
     * @param hostPath a directory of the instance: {@code host.sourcePath}, or what Docker's driver {@code local} mounts
     * @param driverOptions of {@code dockerVolumeConfiguration}
     * @param credentialsParameter of {@code fsxWindowsFileServerVolumeConfiguration.authorizationConfig}
     */
    public record Volume(
            Field<String> name,
            Field<String> hostPath,
            Items<Option> driverOptions,
            Efs efs,
            Field<String> credentialsParameter,
            Place place) {

        /** @param present whether the volume is on an Elastic File System */
        public record Efs(
                boolean present,
                Field<String> fileSystemId,
                Field<String> transitEncryption,
                Field<String> accessPointId,
                Field<String> iam,
                Place place) {}
    }
}
