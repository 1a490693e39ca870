package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Definition;

/** What a task definition is deployed in. Values are kept with their places, known or not, like those of task definitions. */
public sealed interface Deployment extends Definition
        permits Service, TaskSet, Cluster, CapacityProvider, Launch, Wall, Unevaluated {
    /** What it is, in the singular, for accounts and messages. */
    String kind();
}
