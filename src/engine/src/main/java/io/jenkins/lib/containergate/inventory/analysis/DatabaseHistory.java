package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which layer brought a package that a package manager's database lists. A later layer brings the whole database again,
 * so a package belongs to the first of the unbroken run of databases that list it in this version.
 */
final class DatabaseHistory {
    private record Key(String name, String version, Optional<String> architecture) {
        static Key of(FoundPackage found) {
            return new Key(found.name(), found.version(), found.architecture());
        }
    }

    private final List<LayerInventory> layers;

    DatabaseHistory(List<LayerInventory> layers) {
        this.layers = layers;
    }

    /**
     * The packages of one database, each with the layer that brought it.
     *
     * @param layer the layer the container sees the database of
     */
    List<Located<FoundPackage>> attribute(PackageDatabase database, int layer) {
        List<Located<FoundPackage>> attributed = new ArrayList<>();
        List<FoundPackage> open = database.packages();
        int since = layer;
        for (int i = layer - 1; i >= 0 && !open.isEmpty(); i--) {
            Optional<PackageDatabase> earlier = database(i, database.path());
            if (earlier.isEmpty()) {
                continue;
            }
            Set<Key> keys =
                    earlier.get().packages().stream().map(Key::of).collect(Collectors.toCollection(HashSet::new));
            List<FoundPackage> still = new ArrayList<>();
            for (FoundPackage found : open) {
                if (keys.contains(Key.of(found))) {
                    still.add(found);
                } else {
                    attributed.add(new Located<>(since, found));
                }
            }
            open = still;
            since = i;
        }
        for (FoundPackage found : open) {
            attributed.add(new Located<>(since, found));
        }
        return attributed;
    }

    private Optional<PackageDatabase> database(int layer, String path) {
        return layers.get(layer).files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .flatMap(FileInventory::database);
    }
}
