package io.jenkins.lib.containergate.ecs.task;

/** Where a container's output goes. */
public record LogConfiguration(Field<String> logDriver, Items<Option> options, Items<SecretReference> secretOptions) {}
