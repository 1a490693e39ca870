package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a verdict on an image blocked and waived: by this alone it can be said later whether what failed in one repository is
 * waived in another one, and which waiver of today covers what was waived.
 *
 * @param reference of the image, as the gate was called: waivers can be for a tag
 * @param failed what is forbidden, of each gate that failed; what it could not decide says nothing of the bytes
 */
public record LedgerFindings(String reference, Map<GateName, Set<Fingerprint>> failed, List<Waived> waived) {
    public LedgerFindings {
        Map<GateName, Set<Fingerprint>> copy = new EnumMap<>(GateName.class);
        failed.forEach((gate, prints) -> copy.put(gate, Set.copyOf(prints)));
        failed = Collections.unmodifiableMap(copy);
        waived = List.copyOf(waived);
    }

    /** @param ends the last day of the waiver; empty for what a VEX statement excuses */
    public record Waived(GateName gate, Optional<LocalDate> ends, WaivableFinding.Kept finding) {}

    static LedgerFindings of(Verdict verdict) {
        Map<GateName, Set<Fingerprint>> failed = new EnumMap<>(GateName.class);
        Set<Waived> waived = new LinkedHashSet<>();
        for (GateResult gate : verdict.gates()) {
            for (DecidedFinding found : gate.findings()) {
                if (found.forbidden() && gate.outcome() == Outcome.FAIL) {
                    failed.computeIfAbsent(gate.gate(), unused -> new HashSet<>())
                            .add(found.finding().fingerprint());
                } else if (found.decision() == Decision.WAIVED) {
                    waived.add(new Waived(
                            gate.gate(), LedgerEntry.waivedUntil(found), WaivableFinding.Kept.of(found.finding())));
                }
            }
        }
        return new LedgerFindings(verdict.subject().reference(), failed, new ArrayList<>(waived));
    }

    /**
     * Whether each thing that failed there is waived here. Where it is not said what failed, it is not.
     *
     * @param here what another verdict on the same bytes found
     */
    public boolean waivedIn(LedgerFindings here, GateName gate) {
        Set<Fingerprint> blocked = failed.getOrDefault(gate, Set.of());
        Set<Fingerprint> excused = new HashSet<>();
        here.waived.stream()
                .filter(each -> each.gate() == gate)
                .forEach(each -> excused.add(each.finding().fingerprint()));
        return !blocked.isEmpty() && excused.containsAll(blocked);
    }
}
