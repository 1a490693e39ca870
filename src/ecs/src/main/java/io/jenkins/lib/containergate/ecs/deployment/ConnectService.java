package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * A name of a service in Service Connect.
 *
 * @param tls whether traffic to it is encrypted
 */
public record ConnectService(boolean tls, Place place) {}
