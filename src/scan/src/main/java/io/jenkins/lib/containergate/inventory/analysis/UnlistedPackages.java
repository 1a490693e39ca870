package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Packages that are there and that no database lists: the root file system of one image was copied over another's, or the
 * database was edited. A package manager deletes the files of a package with its entry, and dpkg its list of files, too.
 */
final class UnlistedPackages {
    private static final int NAMED = 10;
    private static final int SHOWN = 80;

    private final VisibleLayers layers;
    private final Map<Ecosystem, Set<String>> listed = new HashMap<>();
    /** Each by its name, with a file of it that is there. */
    private final Map<String, Located<String>> unlisted = new TreeMap<>();

    private UnlistedPackages(VisibleLayers layers, List<Located<PackageDatabase>> databases) {
        this.layers = layers;
        for (Located<PackageDatabase> database : databases) {
            Set<String> names = listed.computeIfAbsent(database.value().ecosystem(), any -> new HashSet<>());
            database.value().packages().forEach(found -> names.add(found.name()));
        }
        // a system without a database has a finding of its own
        if (listed.containsKey(Ecosystem.DEB)) {
            listsOfDpkg();
        }
        earlierDatabases();
    }

    static Optional<InventoryFinding> gap(VisibleLayers layers, List<Located<PackageDatabase>> databases) {
        return new UnlistedPackages(layers, databases).gap();
    }

    private void listsOfDpkg() {
        for (Located<FileSign> sign : layers.signs()) {
            String path = sign.value().path();
            if (sign.value().meaning() == Meaning.DPKG_LIST
                    && !listed.get(Ecosystem.DEB).contains(DpkgFilesReader.owner(path))) {
                unlisted.putIfAbsent(DpkgFilesReader.owner(path), new Located<>(sign.layer(), path));
            }
        }
    }

    /** Packages that a later layer's database does not list any more, while a program or library of theirs is still there. */
    private void earlierDatabases() {
        Map<String, Integer> gone = new HashMap<>();
        for (int layer = 0; layer < layers.all().size(); layer++) {
            for (FileInventory file : layers.all().get(layer).files()) {
                for (FoundPackage found :
                        file.database().map(PackageDatabase::packages).orElse(List.of())) {
                    Set<String> now = listed.get(found.ecosystem());
                    if (now != null && !now.contains(found.name())) {
                        gone.put(found.name(), layer);
                    }
                }
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        Set<String> owned = layers.files().stream()
                .flatMap(file -> file.value().owned().stream())
                .filter(file -> !gone.containsKey(file.owner()))
                .map(OwnedFile::path)
                .collect(Collectors.toSet());
        for (LayerInventory layer : layers.all()) {
            for (FileInventory file : layer.files()) {
                for (OwnedFile of : file.owned()) {
                    Integer last = gone.get(of.owner());
                    if (last != null && !unlisted.containsKey(of.owner()) && !owned.contains(of.path())) {
                        left(of.path(), last).ifPresent(place -> unlisted.put(of.owner(), place));
                    }
                }
            }
        }
    }

    /**
     * The file that a container finds there, or under another name of it, if it came no later than the last database that lists
     * its package.
     */
    private Optional<Located<String>> left(String path, int last) {
        for (int layer = 0; layer <= last; layer++) {
            if (layers.visible(layer, path)) {
                return Optional.of(new Located<>(layer, path));
            }
        }
        return layers.reached(path).stream()
                .filter(found -> found.kind() == Reached.Kind.FILE && found.layer() <= last)
                .map(found -> new Located<>(found.layer(), path))
                .findFirst();
    }

    private Optional<InventoryFinding> gap() {
        if (unlisted.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = unlisted.keySet().stream()
                .map(name -> SafeText.oneLine(name, SHOWN))
                .toList();
        Located<String> first = unlisted.values().iterator().next();
        return Optional.of(new InventoryFinding(
                new RuleId("incomplete-package-database"),
                "The package database does not list every installed package",
                Location.inLayer(layers.diffId(first.layer()), first.value()),
                FirstFew.of(names, NAMED),
                "a database that lists each package whose files are there",
                "do not copy the root file system of one image over another's, and do not edit the package database;"
                        + " remove packages with the package manager, which deletes their files, too"));
    }
}
