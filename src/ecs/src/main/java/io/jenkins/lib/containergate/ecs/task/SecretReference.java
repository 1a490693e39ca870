package io.jenkins.lib.containergate.ecs.task;

/**
 * A value that ECS fetches when the task starts.
 *
 * @param valueFrom ARN of a Secrets Manager secret or Parameter Store parameter, or a parameter's name
 */
public record SecretReference(Field<String> name, Field<String> valueFrom, Place place) {}
