package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.ui.SeverityCounts;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jspecify.annotations.Nullable;

/** What a gate's step returns to a Pipeline: data only, readable in the sandbox, kept over a restart. */
public final class GateResultValue implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String reference;
    private final @Nullable String digest;
    private final @Nullable String digestReference;
    private final SeverityCounts counts;
    private final String reportUrl;

    /**
     * @param digestReference {@code repository@sha256:...}, for images of a registry
     * @param reportUrl absolute when Jenkins knows its own address, else from the root of Jenkins
     */
    public GateResultValue(
            Outcome outcome,
            String reference,
            Optional<String> digest,
            Optional<String> digestReference,
            SeverityCounts counts,
            String reportUrl) {
        this.outcome = outcome;
        this.reference = reference;
        this.digest = digest.orElse(null);
        this.digestReference = digestReference.orElse(null);
        this.counts = counts;
        this.reportUrl = reportUrl;
    }

    /** {@code PASS}, {@code WARN}, {@code FAIL} or {@code ERROR}; of several platforms, the worst. */
    @Whitelisted
    public String getOutcome() {
        return outcome.name();
    }

    /** Whether the outcome is PASS or WARN. */
    @Whitelisted
    public boolean isPassed() {
        return outcome.passed();
    }

    /** As the author of the job wrote it: the image, archive, path or name that the step was given. */
    @Whitelisted
    public String getReference() {
        return reference;
    }

    /** {@code sha256:...} of what was judged. */
    @Whitelisted
    public @Nullable String getDigest() {
        return digest;
    }

    /** What to deploy: {@code repository@sha256:...}; {@code null} for an archive, which no registry knows. */
    @Whitelisted
    public @Nullable String getDigestReference() {
        return digestReference;
    }

    /** Findings by severity, {@code CRITICAL} to {@code UNKNOWN}, whatever was decided on them. */
    @Whitelisted
    public Map<String, Integer> getCounts() {
        Map<String, Integer> map = new TreeMap<>();
        for (Severity severity : Severity.values()) {
            map.put(severity.name(), counts.of(severity));
        }
        return map;
    }

    @Whitelisted
    public int getFindings() {
        return counts.getTotal();
    }

    @Whitelisted
    public String getReportUrl() {
        return reportUrl;
    }
}
