package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import java.util.Optional;

/** Neither the registry nor the ledger is stricter than the other: a layer may not exchange one for the other. */
record EvidenceOrder() implements Monotone<DriftEvidence> {
    @Override
    public boolean loosens(Optional<DriftEvidence> floor, DriftEvidence asked) {
        return floor.isPresent() && !asked.within(floor.get());
    }

    @Override
    public DriftEvidence tighten(Optional<DriftEvidence> floor, DriftEvidence asked) {
        return floor.map(asked::and).orElse(asked);
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(value -> "demands " + value).orElse("allows any");
    }
}
