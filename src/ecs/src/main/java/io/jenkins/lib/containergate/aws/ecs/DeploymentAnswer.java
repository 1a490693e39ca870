package io.jenkins.lib.containergate.aws.ecs;

/** The action of {@code ContinueServiceDeployment}. The API takes {@link #CONTINUE} when it is left out, so it never is. */
public enum DeploymentAnswer {
    CONTINUE,
    ROLLBACK
}
