package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Set;

/**
 * A verdict read back.
 *
 * @param fingerprints what a baseline knows: those of its findings, as written, without the waived ones, which must be
 *     judged again when their waiver ends, and without those that could not be decided. Those of another version of this
 *     program, or of a finding whose texts were cut, may differ from what {@code verdict} computes now
 */
public record StoredVerdict(Verdict verdict, Set<Fingerprint> fingerprints) {
    public StoredVerdict {
        fingerprints = Set.copyOf(fingerprints);
    }

    /** Whether the gate ran and had nothing to say: a warning is an objection that the policy of then let through. */
    public boolean passed(GateName gate) {
        return verdict.gates().stream().anyMatch(each -> each.gate() == gate)
                && verdict.gates().stream()
                        .filter(each -> each.gate() == gate)
                        .allMatch(each -> each.outcome() == Outcome.PASS);
    }
}
