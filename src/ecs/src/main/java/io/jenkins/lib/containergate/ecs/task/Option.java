package io.jenkins.lib.containergate.ecs.task;

/** An entry of an object whose keys are data, such as the options of a log driver. */
public record Option(String key, Field<String> value) {}
