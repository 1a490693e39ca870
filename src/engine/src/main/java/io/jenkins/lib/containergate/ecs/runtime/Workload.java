package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that run under one name.
 *
 * @param cluster its name
 * @param name of the service, daemon or family
 * @param service as ECS describes it; empty for what no service runs, or one that is gone
 */
public record Workload(String cluster, Kind kind, String name, Optional<EcsService> service, List<EcsTask> tasks) {

    /** What started the tasks. */
    public enum Kind {
        SERVICE("service"),
        DAEMON("daemon"),
        /** {@code RunTask}, a schedule, or another service of AWS. */
        STANDALONE("tasks of"),
        /** Of a group that this version does not know. */
        OTHER("group");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    public Workload {
        tasks = List.copyOf(tasks);
    }

    /** For people: {@code service shop}. */
    public String title() {
        return kind.word + " " + name;
    }

    /** For locations and waivers: {@code prod/service/shop}. */
    public String path() {
        return cluster + "/" + (kind == Kind.STANDALONE ? "task" : kind.word) + "/" + name;
    }

    /** When the oldest of its tasks was started. */
    public Optional<Instant> since() {
        return tasks.stream().flatMap(task -> task.start().at().stream()).min(Instant::compareTo);
    }
}
