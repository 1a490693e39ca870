package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * A container that a load balancer sends requests to, and checks.
 *
 * @param targetGroup its ARN; Classic Load Balancers have a name instead
 * @param port of the container that gets the requests
 */
public record BalancedContainer(
        Field<String> containerName, Field<String> targetGroup, Field<Long> port, Place place) {}
