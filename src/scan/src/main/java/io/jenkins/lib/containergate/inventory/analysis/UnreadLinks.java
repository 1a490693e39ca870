package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.LayerInventory.Link;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Package files that are hard links to a file no reader took: a package store has thousands, one gap stands for all. */
final class UnreadLinks {
    private UnreadLinks() {}

    static Optional<InventoryFinding> gap(VisibleLayers layers) {
        Set<String> read = new HashSet<>();
        layers.all().forEach(layer -> layer.files().forEach(file -> read.add(file.path())));
        List<Located<Link>> unread = layers.unreadLinks().stream()
                .filter(link -> !read.contains(link.value().target()))
                .toList();
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        Link first = unread.get(0).value();
        String more = unread.size() == 1 ? "" : ", and " + (unread.size() - 1) + " more such files";
        InventoryGap gap = Unreadable.LINK.gap(first.path(), first.path(), "hard link to " + first.target() + more);
        return Optional.of(gap.inLayer(layers.diffId(unread.get(0).layer())));
    }
}
