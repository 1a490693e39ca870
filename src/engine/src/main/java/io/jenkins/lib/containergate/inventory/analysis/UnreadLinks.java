package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Package files that are hard links to a file no reader took: a package store has thousands, one gap stands for all. */
final class UnreadLinks {
    private @Nullable InventoryFinding first;
    private int more;

    void add(InventoryGap gap, Digest layer) {
        if (first == null) {
            first = gap.inLayer(layer);
        } else {
            more++;
        }
    }

    Optional<InventoryFinding> finding() {
        InventoryFinding found = first;
        if (found == null) {
            return Optional.empty();
        }
        String actual = more == 0 ? found.actual() : found.actual() + ", and " + more + " more such files";
        return Optional.of(new InventoryFinding(
                found.rule(), found.title(), found.location(), actual, found.expected(), found.help()));
    }
}
