package io.jenkins.lib.containergate.ecs.task;

/** @param sourceVolume name of a volume of the task definition */
public record MountPoint(
        Field<String> sourceVolume, Field<String> containerPath, Field<Boolean> readOnly, Place place) {}
