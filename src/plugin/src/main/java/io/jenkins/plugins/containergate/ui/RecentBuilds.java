package io.jenkins.plugins.containergate.ui;

import hudson.model.Job;
import hudson.model.Run;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The latest builds of a job, newest first. Each one not in memory is loaded from disk when the stream comes to it. */
public final class RecentBuilds {
    /** Builds looked at for the last verdict of a job. */
    private static final int LAST = 5;

    private RecentBuilds() {}

    /** @param most builds looked at, running ones among them */
    public static Stream<Run<?, ?>> of(Job<?, ?> job, int most) {
        return from(job.getLastBuild()).limit(most);
    }

    /**
     * Without running builds, which have not come to all their verdicts.
     *
     * @param most builds looked at
     */
    public static Stream<Run<?, ?>> finished(Job<?, ?> job, int most) {
        return from(job.getLastBuild()).filter(run -> !run.isBuilding()).limit(most);
    }

    /** The last finished build that ran a gate. */
    public static Optional<Run<?, ?>> lastJudged(Job<?, ?> job) {
        return finished(job, LAST)
                .filter(run -> run.getAction(VerdictAction.class) != null)
                .findFirst();
    }

    /** @param most builds looked at */
    public static Stream<Run<?, ?>> before(Run<?, ?> run, int most) {
        return from(run.getPreviousBuild()).limit(most);
    }

    private static Stream<Run<?, ?>> from(Run<?, ?> newest) {
        return Stream.<Run<?, ?>>iterate(newest, Objects::nonNull, Run::getPreviousBuild);
    }
}
