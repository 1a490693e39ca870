package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;

/**
 * A task definition that is registered.
 *
 * @param arn with the revision
 * @param json as {@code aws ecs describe-task-definition} prints it, to be read like any other
 */
public record RegisteredTaskDefinition(Arn arn, String json) {
    /** Environment variables may hold secrets. */
    @Override
    public String toString() {
        return "RegisteredTaskDefinition[" + arn + "]";
    }
}
