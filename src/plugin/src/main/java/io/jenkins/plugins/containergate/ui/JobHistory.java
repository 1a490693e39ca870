package io.jenkins.plugins.containergate.ui;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the builds of one job came to.
 *
 * @param verdicts the newest first
 * @param read builds that were looked at
 * @param cut whether older builds were not looked at that may count
 */
record JobHistory(String name, String url, List<BuildVerdicts> verdicts, int read, boolean cut) {
    private static final Comparator<VerdictAction> WORST =
            Comparator.comparing(verdict -> Outcome.valueOf(verdict.getOutcome()));

    /**
     * One build after the other: what is not looked at is not loaded from disk.
     *
     * @param most builds that are looked at
     * @param first day (UTC) that counts; of those before it, the newest verdict only
     */
    static JobHistory of(Job<?, ?> job, int most, LocalDate first) {
        List<BuildVerdicts> verdicts = new ArrayList<>();
        Iterator<Run<?, ?>> builds = RecentBuilds.finished(job, most + 1).iterator();
        int read = 0;
        boolean enough = false;
        while (builds.hasNext() && read < most && !enough) {
            Run<?, ?> run = builds.next();
            read++;
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(run.getTimeInMillis()), ZoneOffset.UTC);
            TrendPoint.of(run, Optional.empty())
                    .ifPresent(point -> verdicts.add(new BuildVerdicts(day, point, WorstVerdict.of(run))));
            enough = !verdicts.isEmpty() && day.isBefore(first);
        }
        return new JobHistory(job.getFullName(), job.getUrl(), verdicts, read, !enough && builds.hasNext());
    }

    /** The last verdicts at the end of a day. */
    Optional<BuildVerdicts> at(LocalDate end) {
        return verdicts.stream().filter(each -> !each.day().isAfter(end)).findFirst();
    }

    /** What one build came to. */
    record BuildVerdicts(LocalDate day, TrendPoint point, WorstVerdict worst) {}

    /**
     * Where to begin with a build: its worst verdict, of several the first.
     *
     * @param reason why it did not pass, empty if it did
     * @param step what to do so that it passes
     */
    record WorstVerdict(int number, Optional<String> reason, Optional<String> step) {
        /** @param run that has a verdict */
        static WorstVerdict of(Run<?, ?> run) {
            return run.getActions(VerdictAction.class).stream()
                    .max(WORST.thenComparing(
                            Comparator.comparing(VerdictAction::getNumber).reversed()))
                    .map(verdict -> new WorstVerdict(
                            verdict.getNumber(),
                            verdict.isPassed() ? Optional.empty() : Optional.of(verdict.getReason()),
                            verdict.getSteps().stream().findFirst()))
                    .orElseThrow();
        }
    }
}
