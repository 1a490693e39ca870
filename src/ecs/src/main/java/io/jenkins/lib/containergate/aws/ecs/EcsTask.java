package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that runs.
 *
 * @param group such as {@code service:shop}
 * @param status {@code lastStatus}, such as {@code RUNNING}
 * @param stopping whether it is to stop: its containers run until they have ended, which can be long after
 * @param start how it was started
 * @param interfaces ids of its own network interfaces; none unless its network mode is {@code awsvpc}
 */
public record EcsTask(
        Arn arn,
        Arn taskDefinition,
        Optional<String> group,
        String status,
        boolean stopping,
        List<RunningContainer> containers,
        Start start,
        List<String> interfaces) {
    public EcsTask {
        containers = List.copyOf(containers);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * @param imageDigest {@code sha256:...}; empty until the image is pulled
     * @param ofAws whether AWS added it: the proxy of Service Connect, or the agent of GuardDuty on Fargate
     */
    public record RunningContainer(String name, Optional<String> image, Optional<String> imageDigest, boolean ofAws) {
        /** One of the task definition. */
        public RunningContainer(String name, Optional<String> image, Optional<String> imageDigest) {
            this(name, image, imageDigest, false);
        }
    }

    /**
     * @param launchType {@code EC2}, {@code FARGATE}, {@code EXTERNAL} or {@code MANAGED_INSTANCES}
     * @param platformVersion of Fargate, such as {@code 1.4.0}; empty elsewhere
     * @param at when its containers were started; empty until they are
     * @param by what started it: a deployment of a service, or what the caller of {@code RunTask} wrote
     * @param architecture {@code x86_64} or {@code arm64}
     * @param windows whether the platform is one of Windows
     */
    public record Start(
            Optional<String> launchType,
            Optional<String> platformVersion,
            Optional<Instant> at,
            Optional<String> by,
            Optional<String> architecture,
            boolean windows,
            boolean execEnabled,
            Overrides overrides) {}

    /**
     * What {@code RunTask} changed of the task definition. Of environment variables only the names: values may be secrets.
     *
     * @param containers only those of which something is changed
     * @param others whether ECS tells of the task, or of what was changed, what this version does not know
     */
    public record Overrides(
            Optional<String> taskRole,
            Optional<String> executionRole,
            List<ContainerOverride> containers,
            boolean others) {
        public Overrides {
            containers = List.copyOf(containers);
        }

        /** Of which everything is known. */
        public Overrides(
                Optional<String> taskRole, Optional<String> executionRole, List<ContainerOverride> containers) {
            this(taskRole, executionRole, containers, false);
        }

        /** Nothing is changed. */
        public static Overrides none() {
            return new Overrides(Optional.empty(), Optional.empty(), List.of());
        }
    }

    /**
     * @param command whether its command is another one
     * @param environment names of variables that are set, and ARNs of files that they are read from
     */
    public record ContainerOverride(String name, boolean command, List<String> environment) {
        public ContainerOverride {
            environment = List.copyOf(environment);
        }
    }
}
