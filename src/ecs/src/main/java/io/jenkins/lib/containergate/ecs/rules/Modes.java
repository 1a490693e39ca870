package io.jenkins.lib.containergate.ecs.rules;

import java.util.Set;

/**
 * The values that ECS takes for the modes of a task, to the letter.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>
 */
final class Modes {
    /** {@code default} is Docker's own, for Windows. */
    static final Set<String> NETWORK = Set.of("awsvpc", "bridge", "default", "host", "none");

    static final Set<String> PID = Set.of("host", "task");
    /** Of a container. */
    static final Set<String> CONSISTENCY = Set.of("disabled", "enabled");

    static final Set<String> IPC = Set.of("host", "none", "task");

    private Modes() {}
}
