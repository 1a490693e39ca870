package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * Instances that a cluster scales by itself.
 *
 * @param autoScaling whether they are an Auto Scaling group
 */
public record CapacityProvider(
        String document,
        String name,
        Mapping source,
        Place place,
        boolean autoScaling,
        Field<String> terminationProtection)
        implements Deployment {

    @Override
    public String kind() {
        return "capacity provider";
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "CapacityProvider[" + name + "]";
    }
}
