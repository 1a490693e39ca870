package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.ledger.LedgerFindings;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What failed under the name of another repository, or of none: a digest is the same bytes wherever it is. Only gates on what an image
 * holds count, because signers are trusted for a repository, and only a FAIL: an ERROR there says nothing of the bytes.
 */
final class FailedElsewhere {
    private static final Set<GateName> OF_CONTENT =
            EnumSet.of(GateName.VULNERABILITIES, GateName.HARDENING, GateName.LICENSES, GateName.SECRETS);

    private final List<LedgerEntry> own;
    private final List<LedgerEntry> elsewhere;
    private final RecordedPolicies policies;

    /**
     * @param own entries on the image under its own name, newest first
     * @param elsewhere those on the same digest under others
     */
    FailedElsewhere(List<LedgerEntry> own, List<LedgerEntry> elsewhere, RecordedPolicies policies) {
        this.own = List.copyOf(own);
        this.elsewhere = List.copyOf(elsewhere);
        this.policies = policies;
    }

    /** Each with nothing but the gates that failed and count. */
    List<LedgerEntry> entries() throws GateException {
        List<LedgerEntry> counting = new ArrayList<>();
        for (LedgerEntry entry : elsewhere) {
            Set<GateName> failed = EnumSet.noneOf(GateName.class);
            for (GateName gate : OF_CONTENT) {
                boolean fails = entry.gates().get(gate) == Outcome.FAIL;
                if (fails && !madeGood(entry, gate) && !waivedHere(entry, gate)) {
                    failed.add(gate);
                }
            }
            if (!failed.isEmpty()) {
                counting.add(entry.failedOnly(failed));
            }
        }
        return counting;
    }

    /** A waiver there can be one of that repository: only what passed without any says that the bytes pass. */
    private boolean madeGood(LedgerEntry failed, GateName gate) throws GateException {
        for (LedgerEntry later : elsewhere) {
            if (later.at().isAfter(failed.at())
                    && later.digest().equals(failed.digest())
                    && later.passed(gate)
                    && later.waivers().isEmpty()
                    && (policies.looser(later).isEmpty() || policies.outdoes(later, failed))) {
                return true;
            }
        }
        return false;
    }

    /** Each thing that failed there is one that the image passed by a waiver of its own: so it had to fail there. */
    private boolean waivedHere(LedgerEntry failed, GateName gate) throws GateException {
        for (LedgerEntry entry : own) {
            if (entry.passed(gate) && policies.looser(entry).isEmpty()) {
                Optional<LedgerFindings> there = failed.findings();
                return entry.findings()
                        .filter(here -> there.filter(found -> found.waivedIn(here, gate))
                                .isPresent())
                        .isPresent();
            }
        }
        return false;
    }
}
