package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a rule has something to ask. A task that may run on several launch types is judged for the worst of them.
 *
 * @param launchTypes at least one
 * @param elsewhere why the others need no answer, as in "Fargate refuses privileged containers"
 * @param windows whether it is asked of Windows tasks
 */
public record Applicability(Set<LaunchType> launchTypes, String elsewhere, boolean windows) {
    private static final Applicability EVERYWHERE = new Applicability(EnumSet.allOf(LaunchType.class), "", true);

    public Applicability {
        launchTypes = Set.copyOf(launchTypes);
    }

    public static Applicability everywhere() {
        return EVERYWHERE;
    }

    /** On every launch type but these. */
    public static Applicability except(Set<LaunchType> without, String elsewhere) {
        return new Applicability(EnumSet.complementOf(EnumSet.copyOf(without)), elsewhere, true);
    }

    public Applicability linuxOnly() {
        return new Applicability(launchTypes, elsewhere, false);
    }

    /** The reason not to ask; empty when the rule applies. */
    Optional<String> excludes(TaskDefinition task) {
        if (!windows && task.windows()) {
            return Optional.of("Windows containers have no such setting");
        }
        boolean everywhere = launchTypes.size() == LaunchType.values().length;
        return everywhere || !Collections.disjoint(task.launchTypes(), launchTypes)
                ? Optional.empty()
                : Optional.of(elsewhere);
    }
}
