package io.jenkins.lib.containergate.ecs.task;

/**
 * What a task definition says it can run on ({@code requiresCompatibilities}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>
 */
public enum LaunchType {
    EC2,
    FARGATE,
    /** Instances of ECS Anywhere. */
    EXTERNAL,
    MANAGED_INSTANCES
}
