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
}
