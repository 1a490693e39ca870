package io.jenkins.lib.containergate.ecs.task;

/** @param name such as {@code nofile} */
public record Ulimit(Field<String> name, Field<Long> softLimit, Field<Long> hardLimit, Place place) {}
