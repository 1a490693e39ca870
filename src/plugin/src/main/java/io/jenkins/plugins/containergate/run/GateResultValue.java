package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jspecify.annotations.Nullable;

/** What a gate's step returns to a Pipeline: data only, readable in the sandbox, kept over a restart. */
public final class GateResultValue implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String outcome;
    private final boolean passed;
    private final String reference;
    private final @Nullable String digest;
    private final @Nullable String digestReference;
    private final TreeMap<String, Integer> counts;
    private final int findings;
    private final String reportUrl;

    /**
     * @param digestReference {@code repository@sha256:...}, for images of a registry
     * @param reportUrl absolute when Jenkins knows its own address, else from the root of Jenkins
     */
    public GateResultValue(Verdict verdict, Optional<String> digestReference, String reportUrl) {
        this.outcome = verdict.outcome().name();
        this.passed = verdict.outcome().passed();
        this.reference = verdict.subject().reference();
        this.digest = verdict.subject().digest().orElse(null);
        this.digestReference = digestReference.orElse(null);
        this.counts = new TreeMap<>();
        int total = 0;
        for (GateResult gate : verdict.gates()) {
            gate.counts().forEach((severity, count) -> counts.merge(severity.name(), count, Integer::sum));
            total += gate.findings().size();
        }
        this.findings = total;
        this.reportUrl = reportUrl;
    }

    /** {@code PASS}, {@code WARN}, {@code FAIL} or {@code ERROR}. */
    @Whitelisted
    public String getOutcome() {
        return outcome;
    }

    /** Whether the outcome is PASS or WARN. */
    @Whitelisted
    public boolean isPassed() {
        return passed;
    }

    /** As the author of the job wrote it. */
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
        return new TreeMap<>(counts);
    }

    @Whitelisted
    public int getFindings() {
        return findings;
    }

    @Whitelisted
    public String getReportUrl() {
        return reportUrl;
    }
}
