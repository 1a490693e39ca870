package io.jenkins.lib.containergate.ecs.task;

/** @param containerPortRange such as {@code 8000-8010}, instead of a port */
public record PortMapping(
        Field<Long> containerPort,
        Field<Long> hostPort,
        Field<String> containerPortRange,
        Field<String> protocol,
        Place place) {}
