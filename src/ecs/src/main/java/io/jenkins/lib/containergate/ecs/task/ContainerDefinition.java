package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.Field.Known;

/**
 * One container of a task, sidecars included.
 *
 * @param label for people: {@code container 'web'}
 * @param healthCommand {@code healthCheck.command}
 * @param credentialsParameter {@code repositoryCredentials.credentialsParameter}
 * @param logRouter {@code firelensConfiguration.type}: present in a container that routes the others' logs
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
 */
public record ContainerDefinition(
        String label,
        Field<String> name,
        Field<String> image,
        Field<String> versionConsistency,
        Field<String> user,
        Field<Boolean> privileged,
        Field<Boolean> readonlyRootFilesystem,
        Field<Boolean> interactive,
        Field<Boolean> pseudoTerminal,
        Field<Boolean> essential,
        Field<Long> cpu,
        Field<Long> memory,
        Field<Long> memoryReservation,
        Field<String> hostname,
        Items<Known<String>> command,
        Items<Known<String>> entryPoint,
        Items<Known<String>> healthCommand,
        Items<NameValue> environment,
        Items<NameValue> environmentFiles,
        Items<SecretReference> secrets,
        Items<Option> dockerLabels,
        Items<Known<String>> dockerSecurityOptions,
        Items<Known<String>> links,
        Items<NameValue> extraHosts,
        Items<Known<String>> dnsServers,
        Items<NameValue> systemControls,
        Items<PortMapping> portMappings,
        Items<MountPoint> mountPoints,
        Items<Ulimit> ulimits,
        LinuxParameters linux,
        LogConfiguration log,
        Field<String> logRouter,
        Items<Option> firelensOptions,
        Field<String> credentialsParameter,
        Place place) {

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "ContainerDefinition[" + place.pointer() + "]";
    }

    /** Where a container's output goes. */
    public record LogConfiguration(
            Field<String> logDriver, Items<Option> options, Items<SecretReference> secretOptions) {}

    /** An environment variable, a system control, a tag: something with a name and a value. */
    public record NameValue(Field<String> name, Field<String> value, Place place) {}

    /** An entry of an object whose keys are data, such as the options of a log driver. */
    public record Option(String key, Field<String> value) {}

    /** @param name such as {@code nofile} */
    public record Ulimit(Field<String> name, Field<Long> softLimit, Field<Long> hardLimit, Place place) {}

    /** @param sourceVolume name of a volume of the task definition */
    public record MountPoint(
            Field<String> sourceVolume, Field<String> containerPath, Field<Boolean> readOnly, Place place) {}

    /**
     * A value that ECS fetches when the task starts.
     *
     * @param valueFrom ARN of a Secrets Manager secret or Parameter Store parameter, or a parameter's name
     */
    public record SecretReference(Field<String> name, Field<String> valueFrom, Place place) {}

    /** @param containerPortRange such as {@code 8000-8010}, instead of a port */
    public record PortMapping(
            Field<Long> containerPort,
            Field<Long> hostPort,
            Field<String> containerPortRange,
            Field<String> protocol,
            Place place) {}

    /**
     * Linux settings of a container.
     *
     * @param addedCapabilities without the prefix {@code CAP_}, as the API takes them
     * @param devices host paths of devices that are handed to the container
     */
    public record LinuxParameters(
            Items<Known<String>> addedCapabilities,
            Items<Known<String>> droppedCapabilities,
            Items<Device> devices,
            Field<Boolean> initProcessEnabled) {

        /** @param hostPath such as {@code /dev/kvm} */
        public record Device(Field<String> hostPath, Place place) {}
    }
}
