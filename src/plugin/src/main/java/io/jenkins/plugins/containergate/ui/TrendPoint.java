package io.jenkins.plugins.containergate.ui;

import hudson.model.Run;
import io.jenkins.lib.containergate.policy.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One build of the trend: all its verdicts together. */
@ExportedBean
public final class TrendPoint {
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
