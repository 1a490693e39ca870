package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * A task set of a service with an external deployment controller.
 */
public record TaskSet(
        String document,
        String name,
        Mapping source,
        Place place,
        Field<String> launchType,
        Field<String> platformVersion,
        Network network,
        Field<String> taskDefinition)
        implements Deployment {

    @Override
    public String kind() {
        return "task set";
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "TaskSet[" + name + "]";
    }
}
