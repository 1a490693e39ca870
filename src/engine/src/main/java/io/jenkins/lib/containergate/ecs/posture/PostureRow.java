package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What runs under one name: a service, a daemon, tasks that were started alone.
 *
 * @param kind what started the tasks
 * @param name of it
 * @param path as waivers name it: {@code prod/service/shop}
 * @param launchTypes that its tasks run on, by name; empty where ECS does not say
 * @param tasks how many run
 * @param reached whether a way from the internet to it was found; where none was, nothing is known
 * @param images digests of the images and indexes that run, as they were pulled
 * @param cells one for each control, in the order of {@link Control}
 */
public record PostureRow(
        Workload.Kind kind,
        String name,
        String title,
        String path,
        Set<String> launchTypes,
        int tasks,
        boolean reached,
        Set<Digest> images,
        List<Cell> cells) {
    public PostureRow {
        images = Set.copyOf(images);
        launchTypes = Set.copyOf(launchTypes);
        cells = List.copyOf(cells);
    }

    /** What the control says of this workload. */
    public Cell cell(Control control) {
        return cells.get(control.ordinal());
    }

    /** The internet can reach its tasks, or could because of what a rule has found. */
    public boolean exposed() {
        return reached
                || reasons()
                        .filter(reason -> reason.outcome() == RuleOutcome.FAIL)
                        .flatMap(reason -> reason.rule().stream())
                        .anyMatch(ControlRules::exposes);
    }

    /** Of all its cells; what belongs to several controls is there several times. */
    Stream<Reason> reasons() {
        return cells.stream().flatMap(cell -> cell.reasons().stream());
    }

    /** How many cells have the outcome. */
    public long count(RuleOutcome outcome) {
        return cells.stream().filter(cell -> cell.outcome() == outcome).count();
    }
}
