package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.deployment.Service.EbsVolume;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * What starts tasks without being a service: a schedule, an event rule, a pipe, a daemon, an Express service.
 *
 * @param kind which of them
 * @param volumes of EBS that each task gets
 */
public record Launch(
        String document,
        String name,
        Mapping source,
        Place place,
        String kind,
        Field<String> taskDefinition,
        Field<String> launchType,
        Field<String> platformVersion,
        Network network,
        Field<Boolean> executeCommand,
        Items<EbsVolume> volumes)
        implements Deployment {

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Launch[" + name + "]";
    }
}
