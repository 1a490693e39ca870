package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.policy.GateResult;
import java.io.Serializable;
import java.util.Locale;
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

    GateSummary(GateResult result) {
        this.gate = result.gate().key();
        this.outcome = result.outcome().name();
        this.reason = ShortText.of(result.reason());
        this.counts = SeverityCounts.of(result.counts());
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

    /** Style class of the outcome: {@code fail}. */
    public String getOutcomeClass() {
        return outcome.toLowerCase(Locale.ROOT);
    }

    @Exported(visibility = 3)
    public SeverityCounts getCounts() {
        return counts;
    }
}
