package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.GateName;
import java.util.Optional;

/** For gates without limits or levels: whatever they object to blocks. */
final class BlockAllCriterion implements Criterion {
    private final GateName gate;

    BlockAllCriterion(GateName gate) {
        this.gate = gate;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return Optional.of(Ruling.blocked("always: a finding of the gate " + gate.key() + " blocks", cause()));
    }

    /** For the decisive reason, before what the finding names. */
    private String cause() {
        return gate == GateName.SIGNATURES ? "not signed as the policy demands" : "the gate " + gate.key() + " objects";
    }
}
