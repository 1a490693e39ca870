package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * A volume that ECS makes for each task of a service.
 *
 * @param name of the volume in the task definition
 * @param managed whether it is one of EBS
 * @param encrypted absent for what the account has as its default
 * @param key of KMS
 */
public record EbsVolume(
        Field<String> name, boolean managed, Field<Boolean> encrypted, Field<String> key, Place place) {}
