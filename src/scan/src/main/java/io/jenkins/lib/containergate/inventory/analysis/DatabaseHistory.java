package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    private final List<Map<String, PackageDatabase>> byLayer;

    DatabaseHistory(List<LayerInventory> layers) {
        this.byLayer = layers.stream().map(DatabaseHistory::byPath).toList();
    }

    private static Map<String, PackageDatabase> byPath(LayerInventory layer) {
        Map<String, PackageDatabase> databases = new HashMap<>();
        for (FileInventory file : layer.files()) {
            file.database().ifPresent(database -> databases.put(file.path(), database));
        }
        return databases;
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
            PackageDatabase earlier = byLayer.get(i).get(database.path());
            if (earlier == null) {
                continue;
            }
            Set<Key> keys = earlier.packages().stream().map(Key::of).collect(Collectors.toCollection(HashSet::new));
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
}
