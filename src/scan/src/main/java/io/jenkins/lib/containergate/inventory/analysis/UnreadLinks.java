package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.LayerInventory.Link;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Package files that are links to a file that is not read as such a file under its own name: a package store has thousands,
 * one gap stands for all.
 */
final class UnreadLinks {
    private final VisibleLayers layers;
    private final ReadersByName byName;
    private final Set<String> read = new HashSet<>();

    UnreadLinks(VisibleLayers layers, List<PackageReader> readers) {
        this.layers = layers;
        this.byName = new ReadersByName(readers);
        layers.all().forEach(layer -> layer.files().forEach(file -> read.add(file.path())));
    }

    Optional<InventoryFinding> gap() {
        List<Located<Link>> unread = layers.unreadLinks().stream()
                .filter(link -> unread(link.value()))
                .toList();
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        Link first = unread.get(0).value();
        String more = unread.size() == 1 ? "" : ", and " + (unread.size() - 1) + " more such files";
        InventoryGap gap = Unreadable.LINK.gap(first.path(), first.path(), "a link to " + first.target() + more);
        return Optional.of(gap.inLayer(layers.diffId(unread.get(0).layer())));
    }

    private boolean unread(Link link) {
        List<Reached> reached = layers.reached(link.path());
        if (reached.stream().anyMatch(found -> !found.path().equals(link.path()))) {
            return reached.stream()
                    .anyMatch(found -> found.kind() == Reached.Kind.FILE && !byName.alike(link.path(), found.path()));
        }
        boolean hard = reached.isEmpty() || reached.stream().anyMatch(found -> found.kind() == Reached.Kind.FILE);
        return hard && !(read.contains(link.target()) && byName.alike(link.path(), link.target()));
    }
}
