package io.jenkins.lib.containergate.ecs.task;

/** An environment variable, a system control, a tag: something with a name and a value. */
public record NameValue(Field<String> name, Field<String> value, Place place) {}
