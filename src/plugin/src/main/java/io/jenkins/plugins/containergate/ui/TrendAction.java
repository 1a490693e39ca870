package io.jenkins.plugins.containergate.ui;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Trend of a job: findings by severity over its latest builds, those the gate failed included. */
@ExportedBean
public final class TrendAction extends JobPage {
    TrendAction(Job<?, ?> job) {
        super(job);
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

    /** Builds that ran a gate, oldest first. */
    @Exported(name = "builds", inline = true)
    public List<TrendPoint> getPoints() {
        TrendQuery usual = TrendQuery.usual();
        return points(latestBuilds(usual.builds()), usual.gate());
    }

    private static List<TrendPoint> points(List<Run<?, ?>> newestFirst, Optional<GateName> gate) {
        List<TrendPoint> points = new ArrayList<>();
        for (Run<?, ?> run : newestFirst) {
            TrendPoint.of(run, gate).ifPresent(points::add);
        }
        Collections.reverse(points);
        return points;
    }

    /** For the page of the job. */
    public TrendView getView() {
        return view(TrendQuery.usual());
    }

    /** What the request asks for. */
    public TrendView view(StaplerRequest2 request) {
        return view(TrendQuery.parse(request::getParameter));
    }

    /** Loads each build once. */
    private TrendView view(TrendQuery query) {
        List<Run<?, ?>> builds = latestBuilds(query.builds());
        List<TrendPoint> ofAllGates = points(builds, Optional.empty());
        List<GateName> gates = ofAllGates.stream()
                .flatMap(point -> point.gates().stream())
                .distinct()
                .sorted()
                .toList();
        return new TrendView(query, query.gate().isEmpty() ? ofAllGates : points(builds, query.gate()), gates);
    }

    /** One build of the trend: all its verdicts together. */
    @ExportedBean
    public static final class TrendPoint {
        private final int number;
        private final String outcome;
        private final SeverityCounts counts;
        private final Set<GateName> gates;
        private final boolean undecided;
        private final @Nullable Integer newFindings;
        private final @Nullable Integer fixedFindings;

        TrendPoint(int number, String outcome, SeverityCounts counts) {
            this(number, outcome, counts, false, Set.of(), List.of());
        }

        TrendPoint(
                int number,
                String outcome,
                SeverityCounts counts,
                boolean undecided,
                Set<GateName> gates,
                List<VerdictComparison> comparisons) {
            this.number = number;
            this.outcome = outcome;
            this.counts = counts;
            this.undecided = undecided;
            this.gates = gates;
            this.newFindings = sum(comparisons, VerdictComparison::getNewFindings);
            this.fixedFindings = sum(comparisons, VerdictComparison::getFixedFindings);
        }

        private static @Nullable Integer sum(
                List<VerdictComparison> comparisons, ToIntFunction<VerdictComparison> number) {
            return comparisons.isEmpty()
                    ? null
                    : comparisons.stream().mapToInt(number).sum();
        }

        /**
         * Empty for a build that ran no gate, or not the one that is asked for.
         *
         * @param gate the only one that counts; new and fixed findings are known of all gates together
         */
        public static Optional<TrendPoint> of(Run<?, ?> run, Optional<GateName> gate) {
            List<VerdictAction> verdicts = run.getActions(VerdictAction.class);
            List<GateSummary> summaries = verdicts.stream()
                    .flatMap(verdict -> verdict.getGates().stream())
                    .filter(summary -> gate.isEmpty() || gate.get().key().equals(summary.getGate()))
                    .toList();
            List<VerdictComparison> comparisons = verdicts.stream()
                    .map(VerdictAction::getComparison)
                    .filter(Objects::nonNull)
                    .toList();
            return outcomes(verdicts, summaries, gate)
                    .map(Outcome::valueOf)
                    .reduce(Outcome::worse)
                    .map(worst -> new TrendPoint(
                            run.getNumber(),
                            worst.name(),
                            summaries.stream()
                                    .map(GateSummary::getOpen)
                                    .reduce(SeverityCounts.none(), SeverityCounts::plus),
                            summaries.stream().anyMatch(summary -> summary.getUndecided() > 0),
                            summaries.stream()
                                    .flatMap(summary -> GateName.ofKey(summary.getGate()).stream())
                                    .collect(Collectors.toUnmodifiableSet()),
                            gate.isEmpty() ? comparisons : List.of()));
        }

        /** A verdict without any gate is an ERROR, too. */
        private static Stream<String> outcomes(
                List<VerdictAction> verdicts, List<GateSummary> summaries, Optional<GateName> gate) {
            return gate.isPresent()
                    ? summaries.stream().map(GateSummary::getOutcome)
                    : verdicts.stream().map(VerdictAction::getOutcome);
        }

        /** Orders job lists: the worst outcome last. */
        public int getSortKey() {
            return Outcome.valueOf(outcome).ordinal();
        }

        Set<GateName> gates() {
            return gates;
        }

        /** Since the build before that decided; {@code null} when there is none. */
        @Exported(visibility = 2)
        public @Nullable Integer getNewFindings() {
            return newFindings;
        }

        @Exported(visibility = 2)
        public @Nullable Integer getFixedFindings() {
            return fixedFindings;
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

        /** Whether findings may be missing: a low bar of a chart, or none, says nothing good. */
        public boolean isUndecided() {
            return undecided || Outcome.valueOf(outcome) == Outcome.ERROR;
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
