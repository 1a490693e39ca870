package io.jenkins.plugins.containergate.ui;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Trend of a job: findings by severity over its latest builds, those the gate failed included. */
@ExportedBean
public final class TrendAction implements Action {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 30;

    private final Job<?, ?> job;

    TrendAction(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-shield-half-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.TrendAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "container-gate";
    }

    public Api getApi() {
        return new Api(this);
    }

    /** For {@code l:job-subpage}. */
    public Job<?, ?> getObject() {
        return job;
    }

    /** Builds that ran a gate, oldest first. */
    @Exported(name = "builds", inline = true)
    public List<TrendPoint> getPoints() {
        List<TrendPoint> points = new ArrayList<>();
        for (Run<?, ?> run : job.getBuilds().limit(BUILDS)) {
            TrendPoint.of(run).ifPresent(points::add);
        }
        Collections.reverse(points);
        return points;
    }

    public TrendChart getChart() {
        return new TrendChart(getPoints());
    }

    /** One build of the trend: all its verdicts together. */
    @ExportedBean
    public static final class TrendPoint {
        private final int number;
        private final String outcome;
        private final SeverityCounts counts;

        TrendPoint(int number, String outcome, SeverityCounts counts) {
            this.number = number;
            this.outcome = outcome;
            this.counts = counts;
        }

        /** Empty for a build that ran no gate. */
        static Optional<TrendPoint> of(Run<?, ?> run) {
            List<VerdictAction> verdicts = run.getActions(VerdictAction.class);
            return verdicts.stream()
                    .map(VerdictAction::getOutcome)
                    .map(Outcome::valueOf)
                    .reduce(Outcome::worse)
                    .map(worst -> new TrendPoint(
                            run.getNumber(),
                            worst.name(),
                            verdicts.stream()
                                    .map(VerdictAction::getCounts)
                                    .reduce(SeverityCounts.none(), SeverityCounts::plus)));
        }

        @Exported(visibility = 2)
        public int getNumber() {
            return number;
        }

        /** The worst outcome of the build. */
        @Exported(visibility = 2)
        public String getOutcome() {
            return outcome;
        }

        /** Style class of the outcome: {@code fail}. */
        public String getOutcomeClass() {
            return outcome.toLowerCase(Locale.ROOT);
        }

        @Exported(visibility = 2)
        public SeverityCounts getCounts() {
            return counts;
        }
    }
}
