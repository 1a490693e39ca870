package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;

/**
 * A managed resource after the plan is applied.
 *
 * @param address such as {@code module.shop.aws_ecs_task_definition.web}
 * @param values attributes; those known only after apply are unresolved, and so are those that are marked as sensitive
 * @param sensitiveContainers whether the text of its container definitions is marked so
 */
public record TerraformResource(String address, String type, Mapping values, boolean sensitiveContainers) {}
