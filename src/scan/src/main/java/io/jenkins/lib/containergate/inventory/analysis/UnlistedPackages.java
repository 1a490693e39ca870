package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Packages of dpkg whose lists of files are there and that its database does not list: the root file system of one image was
 * copied over another's, or the database was edited. dpkg deletes the list with the package.
 */
final class UnlistedPackages {
    private static final int NAMED = 10;
    private static final int SHOWN = 80;

    private UnlistedPackages() {}

    static Optional<InventoryFinding> gap(VisibleLayers layers, List<Located<PackageDatabase>> databases) {
        List<Located<PackageDatabase>> dpkg = databases.stream()
                .filter(database -> database.value().ecosystem() == Ecosystem.DEB)
                .toList();
        if (dpkg.isEmpty()) {
            return Optional.empty(); // a finding of its own
        }
        Set<String> installed = dpkg.stream()
                .flatMap(database -> database.value().packages().stream())
                .map(FoundPackage::name)
                .collect(Collectors.toSet());
        List<Located<FileSign>> unlisted = layers.signs().stream()
                .filter(sign -> sign.value().meaning() == Meaning.DPKG_LIST)
                .filter(sign ->
                        !installed.contains(DpkgFilesReader.owner(sign.value().path())))
                .toList();
        if (unlisted.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = unlisted.stream()
                .map(sign -> DpkgFilesReader.owner(sign.value().path()))
                .distinct()
                .sorted()
                .toList();
        String shown = names.stream()
                .limit(NAMED)
                .map(name -> SafeText.oneLine(name, SHOWN))
                .collect(Collectors.joining(", "));
        Located<FileSign> first = unlisted.get(0);
        return Optional.of(new InventoryFinding(
                new RuleId("incomplete-package-database"),
                "The package database does not list every installed package",
                Location.inLayer(layers.diffId(first.layer()), first.value().path()),
                names.size() > NAMED ? shown + " and " + (names.size() - NAMED) + " more" : shown,
                "a database that lists each package whose files dpkg installed",
                "do not copy the root file system of one image over another's, and do not edit dpkg's database; remove packages"
                        + " with apt or dpkg"));
    }
}
