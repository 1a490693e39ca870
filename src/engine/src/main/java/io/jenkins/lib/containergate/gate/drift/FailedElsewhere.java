package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.ledger.LedgerEntry.UsedWaiver;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
                if (fails && !madeGood(entry, gate) && !explained(entry, gate)) {
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

    /** The image passed by a waiver that the other repository does not have: so it had to fail there. */
    private boolean explained(LedgerEntry failed, GateName gate) throws GateException {
        Optional<LedgerEntry> passed = Optional.empty();
        for (LedgerEntry entry : own) {
            if (passed.isEmpty() && entry.passed(gate) && policies.looser(entry).isEmpty()) {
                passed = Optional.of(entry);
            }
        }
        return passed.filter(entry -> !rules(failed, gate).containsAll(rules(entry, gate)))
                .isPresent();
    }

    /** An entry has the waivers of all its gates together: one for a vulnerability explains no other gate. */
    private static Set<String> rules(LedgerEntry entry, GateName gate) {
        return entry.waivers().stream()
                .map(UsedWaiver::rule)
                .filter(rule -> gate == GateName.VULNERABILITIES
                        || RuleId.database(rule).isEmpty())
                .collect(Collectors.toSet());
    }
}
