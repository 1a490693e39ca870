package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.PackageOrigin;
import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files that packages of the distribution own, and that are as these packages brought them. What such a file does not say
 * of itself is evaluated with its package.
 *
 * <p>The list counts that came in one layer with its package. One that a later layer changed says nothing, and neither do
 * packages that somebody else built: no record about the distribution is about them.
 */
final class DistributionFiles {
    /** What one layer's database says of packages of one name. */
    private record Package(int layer, String name) {}

    private final VisibleLayers layers;
    private final Set<String> throughLinks = new HashSet<>();
    private final Map<Located<String>, ContentDigests> contents = new HashMap<>();
    private final Map<String, List<OwnedFile>> byPath = new HashMap<>();
    private final Set<Located<String>> left = new HashSet<>();

    /** @param installed packages of the databases that count, each with the layer that brought it */
    DistributionFiles(VisibleLayers layers, Optional<OsRelease> os, List<Located<FoundPackage>> installed) {
        this.layers = layers;
        for (Landing landing : layers.landings()) {
            throughLinks.add(landing.written());
            throughLinks.add(landing.seen());
        }
        os.flatMap(Distribution::of).ifPresent(distribution -> lists(ownPackages(distribution, installed)));
    }

    /** Those of the distribution, with the file of the database that lists them. */
    private static Map<Package, Set<String>> ownPackages(
            Distribution distribution, List<Located<FoundPackage>> installed) {
        Map<Package, Set<String>> own = new HashMap<>();
        Set<Package> others = new HashSet<>();
        for (Located<FoundPackage> located : installed) {
            FoundPackage found = located.value();
            Package key = new Package(located.layer(), found.name());
            boolean built = found.ecosystem() == distribution.ecosystem()
                    && distribution.origin(found.supplier(), found.version()) instanceof PackageOrigin.OfDistribution;
            if (built) {
                own.computeIfAbsent(key, k -> new HashSet<>()).add(found.path());
            } else {
                others.add(key);
            }
        }
        own.keySet().removeAll(others);
        return own;
    }

    private void lists(Map<Package, Set<String>> own) {
        for (int layer = 0; layer < layers.all().size(); layer++) {
            for (FileInventory list : layers.all().get(layer).files()) {
                Located<String> place = new Located<>(layer, list.path());
                list.digests().ifPresent(digests -> contents.put(place, digests));
                boolean ofDpkg = DpkgFilesReader.lists(list.path());
                if (ofDpkg && (throughLinks.contains(list.path()) || !layers.visible(layer, list.path()))) {
                    continue;
                }
                for (OwnedFile file : list.owned()) {
                    Set<String> databases = own.getOrDefault(new Package(layer, file.owner()), Set.of());
                    if (ofDpkg ? !databases.isEmpty() : databases.contains(list.path())) {
                        byPath.computeIfAbsent(file.path(), path -> new ArrayList<>(1))
                                .add(file);
                    }
                }
            }
        }
    }

    /**
     * The package that owns a file.
     *
     * @param layer that brought the content
     * @return its name; empty when there is none, or when the content is not what it brought
     */
    Optional<String> owner(int layer, String path) {
        List<OwnedFile> owners = byPath.getOrDefault(path, List.of());
        if (owners.isEmpty() || throughLinks.contains(path)) {
            return Optional.empty();
        }
        Located<String> place = new Located<>(layer, path);
        ContentDigests content = contents.get(place);
        if (content == null) {
            return Optional.empty();
        }
        Optional<String> owner = owners.stream()
                .filter(file -> content.has(file.digest()))
                .map(OwnedFile::owner)
                .findFirst();
        if (owner.isPresent()) {
            left.add(place);
        }
        return owner;
    }

    /** Whether {@link #owner} finds one. */
    boolean owns(Located<FileSign> sign) {
        return owner(sign.layer(), sign.value().path()).isPresent();
    }

    /** How many files {@link #owner} found an owner of. */
    int left() {
        return left.size();
    }
}
