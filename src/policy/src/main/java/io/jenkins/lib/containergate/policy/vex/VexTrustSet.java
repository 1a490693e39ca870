package io.jenkins.lib.containergate.policy.vex;

import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.signer.Signer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everyone whose VEX statements count.
 *
 * @param entries alternatives, in a stable order; none trusts nobody
 */
public record VexTrustSet(List<VexTrust> entries) {
    public VexTrustSet {
        entries = withoutRedundant(entries);
    }

    private static List<VexTrust> withoutRedundant(List<VexTrust> entries) {
        List<VexTrust> kept = new ArrayList<>();
        for (VexTrust entry : entries.stream()
                .sorted(Comparator.comparing(VexTrust::toString))
                .toList()) {
            if (kept.stream().noneMatch(entry::within)) {
                kept.removeIf(other -> other.within(entry));
                kept.add(entry);
            }
        }
        return List.copyOf(kept);
    }

    /**
     * Lets nothing be excused that the outer set does not. Who leaves an entry out, or hears fewer of its authors, no longer
     * hears that they call something affected, and so might be told only what is not: it is all of them, or nobody.
     */
    public boolean within(VexTrustSet outer) {
        return entries.isEmpty()
                || entries.stream().allMatch(entry -> outer.entries.stream().anyMatch(entry::within))
                        && outer.entries.stream()
                                .allMatch(entry -> entries.stream().anyMatch(entry::hearsAs));
    }

    public boolean trusts(VexStatement.Origin origin) {
        return entries.stream().anyMatch(entry -> entry.from() == origin);
    }

    /** Of all entries, each once. */
    public List<Signer> signers() {
        return entries.stream()
                .flatMap(entry -> entry.signers().stream())
                .distinct()
                .toList();
    }
}
