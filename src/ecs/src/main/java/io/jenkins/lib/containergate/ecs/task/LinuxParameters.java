package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.Field.Known;

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
