package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;

/**
 * {@code networkConfiguration.awsvpcConfiguration}.
 *
 * @param present tasks that are not in the mode awsvpc have none
 * @param assignPublicIp {@code ENABLED}, or {@code true} as Terraform writes it
 */
public record Network(boolean present, Field<String> assignPublicIp, Items<Known<String>> securityGroups) {}
