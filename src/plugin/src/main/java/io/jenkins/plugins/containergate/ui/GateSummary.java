package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What one gate came to, small enough for {@code build.xml}. */
@ExportedBean
public final class GateSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String gate;
    private final String outcome;
    private final String reason;
    private final SeverityCounts counts;
    private final @Nullable SeverityCounts open;
    private final int excepted;
    private final int undecided;

    GateSummary(GateResult result) {
        this.gate = result.gate().key();
        this.outcome = result.outcome().name();
        this.reason = ShortText.of(result.reason());
        this.counts = SeverityCounts.of(result.counts());
        this.open = SeverityCounts.of(result.openCounts());
        this.excepted = result.excepted();
        this.undecided = result.undecided();
    }

    /** Whether nothing is missing: what was stored by another version, or edited, is read without its parts. */
    boolean isWhole() {
        return gate != null && isOutcome(outcome) && reason != null && counts != null;
    }

    /** @param name as it was stored */
    static boolean isOutcome(@Nullable String name) {
        return Arrays.stream(Outcome.values()).anyMatch(each -> each.name().equals(name));
    }

    @Exported(visibility = 3)
    public String getGate() {
        return gate;
    }

    @Exported(visibility = 3)
    public String getOutcome() {
        return outcome;
    }

    @Exported(visibility = 3)
    public String getReason() {
        return reason;
    }

    /** How much could not be decided. Of an earlier version, which did not count it, an ERROR is one. */
    @Exported(visibility = 3)
    public int getUndecided() {
        return outcome.equals(Outcome.ERROR.name()) ? Math.max(1, undecided) : undecided;
    }

    /** Style class of the outcome: {@code fail}. */
    public String getOutcomeClass() {
        return outcome.toLowerCase(Locale.ROOT);
    }

    /** Of all findings, as in {@code verdict.json}. */
    @Exported(visibility = 3)
    public SeverityCounts getCounts() {
        return counts;
    }

    /** Of findings that are neither waived nor in the baseline. Verdicts of earlier versions do not tell them apart. */
    @Exported(visibility = 3)
    public SeverityCounts getOpen() {
        return open == null ? counts : open;
    }

    /**
     * How many findings are waived, stated by VEX, or in the baseline; {@code null} where an earlier version did not tell them
     * apart.
     */
    @Exported(visibility = 3)
    public @Nullable Integer getExcepted() {
        return open == null ? null : Integer.valueOf(excepted);
    }
}
