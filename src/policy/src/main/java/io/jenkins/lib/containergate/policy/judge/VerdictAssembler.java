package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts the results of the gates that ran together into the one verdict on a subject. */
public final class VerdictAssembler {
    private final EffectivePolicy policy;
    private final Clock clock;

    public VerdictAssembler(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param gates in the order they ran
     * @param rules every rule id the gates asked, vulnerability ids left out: see {@link GateInput#rules}
     */
    public Verdict assemble(Subject subject, ImageNames image, List<GateResult> gates, Set<RuleId> rules) {
        List<PolicyNote> notes = new ArrayList<>(new WaiverNotes(policy.waivers(), image, clock).of(gates, rules));
        DataNotes.of(gates, policy, clock).forEach(notes::add);
        return new Verdict(subject, policy.identity(), gates, notes, clock.instant());
    }
}
