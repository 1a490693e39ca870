package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.task.TaskDefinition;

/** Everything task definition rules may know. */
public record TaskFacts(TaskDefinition task, ContainerImages images) {}
