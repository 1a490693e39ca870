package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Comparator;
import java.util.List;

/** The newer base images that would remove vulnerabilities. Each was scanned. */
public final class BaseUpgrades {
    private static final Comparator<PolicyNote.BaseUpgrade> BEST_FIRST = Comparator.comparingInt(
                    (PolicyNote.BaseUpgrade upgrade) -> upgrade.removes() - upgrade.adds())
            .thenComparingInt(PolicyNote.BaseUpgrade::removes)
            .reversed();

    private BaseUpgrades() {}

    /**
     * A sentence without a full stop for each, the one that leaves the fewest vulnerabilities first. They hold names of images as
     * they are; none unless newer base images were looked for.
     */
    public static List<String> of(Verdict verdict) {
        return verdict.notes().stream()
                .filter(note ->
                        note.upgrade().filter(upgrade -> upgrade.removes() > 0).isPresent())
                .sorted(Comparator.comparing(note -> note.upgrade().orElseThrow(), BEST_FIRST))
                .map(PolicyNote::text)
                .toList();
    }
}
