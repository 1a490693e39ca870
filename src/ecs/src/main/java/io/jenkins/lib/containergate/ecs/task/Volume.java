package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;

/**
 * A volume of a task.
 *
 * @param hostPath a directory of the instance: {@code host.sourcePath}, or what Docker's driver {@code local} mounts
 * @param driverOptions of {@code dockerVolumeConfiguration}
 */
public record Volume(Field<String> name, Field<String> hostPath, Items<Option> driverOptions, Efs efs, Place place) {

    /** @param present whether the volume is on an Elastic File System */
    public record Efs(
            boolean present,
            Field<String> fileSystemId,
            Field<String> transitEncryption,
            Field<String> accessPointId,
            Field<String> iam,
            Place place) {}
}
