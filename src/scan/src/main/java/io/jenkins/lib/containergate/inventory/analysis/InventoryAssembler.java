package io.jenkins.lib.containergate.inventory.analysis;

import com.github.packageurl.MalformedPackageURLException;
import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.sbom.SbomFileReader;
import io.jenkins.lib.containergate.layer.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes one inventory of what each layer says, as a container sees the union of all layers. */
final class InventoryAssembler {
    private static final Comparator<InventoryFinding> GAP_ORDER = Comparator.comparing(InventoryFinding::rule)
            .thenComparing(gap -> gap.location().path().orElse(""))
            .thenComparing(InventoryFinding::actual);

    private final VisibleLayers layers;
    private final CrateLists crates;
    private final DeclaredLicenses licenses;
    private final List<PackageReader> readers;
    private final Set<InstalledPackage> packages = new LinkedHashSet<>();
    private final List<InventoryFinding> gaps = new ArrayList<>();
    private final Set<FoundPackage> ofOtherSystems = new HashSet<>();
    private int unnamedArchives;

    /** @param diffIds one per layer, base layer first, as {@code layers} */
    InventoryAssembler(List<LayerInventory> layers, List<Digest> diffIds, Visibility visibility) {
        this(layers, diffIds, visibility, List.of());
    }

    /** @param readers that read the layers */
    InventoryAssembler(
            List<LayerInventory> layers, List<Digest> diffIds, Visibility visibility, List<PackageReader> readers) {
        this.readers = List.copyOf(readers);
        this.layers = new VisibleLayers(layers, diffIds, visibility);
        this.crates = new CrateLists(this.layers.files());
        this.licenses = new DeclaredLicenses(this.layers);
    }

    PackageInventory assemble() {
        Optional<Located<FileInventory>> osFile = new OsReleaseResolver(layers).resolve();
        Optional<OsRelease> os = osFile.map(OsReleaseResolver::release);
        PackageUrls urls = new PackageUrls(os);
        List<Located<PackageDatabase>> databases = databases();
        DatabaseHistory history = new DatabaseHistory(layers.all());
        List<Located<FoundPackage>> installed = databases.stream()
                .flatMap(database -> history.attribute(database.value(), database.layer()).stream())
                .toList();
        DistributionFiles distribution = new DistributionFiles(layers, os, installed);
        OwnPackages own = new OwnPackages(os.flatMap(Distribution::of), installed);
        for (Located<FileInventory> file : layers.files()) {
            languages(file, urls, distribution, own);
        }
        installed.forEach(found -> add(found.value(), found.layer(), urls, Optional.empty()));
        gaps.addAll(new OperatingSystemGaps(layers, osFile, databases).gaps());
        UnlistedPackages.gap(layers, databases).ifPresent(gaps::add);
        gaps.addAll(UnreadEcosystems.gaps(layers, distribution));
        new UnreadLinks(layers, readers).gap().ifPresent(gaps::add);
        gaps.addAll(new LinkedFiles(layers, readers).gaps());
        osFile.map(file -> new Contradictions(layers, file, databases).gaps()).ifPresent(gaps::addAll);
        Optional<ForeignPackages> foreign =
                os.flatMap(Distribution::of).map(known -> new ForeignPackages(known, installed, layers));
        foreign.map(ForeignPackages::gaps).ifPresent(gaps::addAll);
        // an SBOM adds to what is found, and is no sign that anything could be
        if (layers.fileCount() > 0
                && packages.stream().map(InstalledPackage::path).allMatch(SbomFileReader::isDocument)) {
            gaps.add(OperatingSystemGaps.noPackages(layers.fileCount()));
        }
        return new PackageInventory(
                os,
                DeclaredComponents.once(packages).stream()
                        .sorted(InstalledPackage.ORDER)
                        .toList(),
                layers.fileCount(),
                gaps.stream().sorted(GAP_ORDER).toList(),
                distribution.left(),
                foreign.map(ForeignPackages::unknown).orElse(0),
                ofOtherSystems.size(),
                unnamedArchives);
    }

    private List<Located<PackageDatabase>> databases() {
        Map<String, Located<PackageDatabase>> last = new TreeMap<>();
        for (Located<FileInventory> file : layers.files()) {
            // an earlier one may still be there under another name, such as dpkg's status-old
            file.value().database().ifPresent(db -> last.put(db.path(), new Located<>(file.layer(), db)));
        }
        return List.copyOf(last.values());
    }

    private void languages(
            Located<FileInventory> file, PackageUrls urls, DistributionFiles distribution, OwnPackages own) {
        int layer = file.layer();
        Optional<String> owner = distribution.owner(layer, file.value().path());
        unnamedArchives += owner.isPresent() ? 0 : file.value().unnamedArchives();
        for (FoundPackage found : file.value().packages()) {
            if (!found.ecosystem().operatingSystem()) {
                add(found, layer, urls, found.groupUnknown() ? owner : Optional.empty());
            } else if (!own.lists(found)) {
                ofOtherSystems.add(found);
            }
        }
        for (InventoryGap gap : file.value().gaps()) {
            boolean settled = owner.isPresent() && Unreadable.settledByOwner(gap)
                    || Unreadable.CRATES.is(gap) && crates.list(gap.path());
            if (!settled) {
                gaps.add(gap.inLayer(layers.diffId(layer)));
            }
        }
    }

    private void add(FoundPackage found, int layer, PackageUrls urls, Optional<String> owner) {
        Digest diffId = layers.diffId(layer);
        try {
            packages.add(new InstalledPackage(
                    found.ecosystem(),
                    found.name(),
                    found.version(),
                    urls.of(found),
                    found.source(),
                    diffId,
                    found.path(),
                    licenses.of(found),
                    found.module(),
                    owner));
        } catch (MalformedPackageURLException e) {
            gaps.add(Unreadable.METADATA
                    .gap(found.file(), found.path(), "a package identity that has no package URL")
                    .inLayer(diffId));
        }
    }

    /** What the package databases list, to tell it from what SBOMs name of other systems: one of another release has the same namespace. */
    private static final class OwnPackages {
        private record Key(String name, String version) {}

        private final Optional<String> namespace;
        private final Set<Key> listed = new HashSet<>();

        /** @param system of the image */
        OwnPackages(Optional<Distribution> system, List<Located<FoundPackage>> installed) {
            this.namespace = system.map(Distribution::namespace);
            for (Located<FoundPackage> each : installed) {
                String name = each.value().name();
                String version = each.value().version();
                listed.add(new Key(name, version));
                // package URLs have the epoch as a qualifier of its own, which tools leave out
                listed.add(new Key(name, version.substring(version.indexOf(':') + 1)));
            }
        }

        /** @param named by an SBOM, with its system's namespace as its supplier */
        boolean lists(FoundPackage named) {
            return named.supplier().equals(namespace) && listed.contains(new Key(named.name(), named.version()));
        }
    }

    /** Packages of a kind that no reader reads: one gap for each kind, at the first place it was seen. */
    private static final class UnreadEcosystems {
        private static final RuleId RULE = new RuleId("unread-ecosystem");

        private UnreadEcosystems() {}

        static List<InventoryFinding> gaps(VisibleLayers layers, DistributionFiles distribution) {
            ExplainedSigns explained = new ExplainedSigns(layers, distribution);
            Map<Meaning, Located<FileSign>> first = new TreeMap<>();
            for (Located<FileSign> sign : layers.signs()) {
                if (!explained.contains(sign)) {
                    first.putIfAbsent(sign.value().meaning(), sign);
                }
            }
            return first.values().stream().map(sign -> gap(sign, layers)).toList();
        }

        private static InventoryFinding gap(Located<FileSign> sign, VisibleLayers layers) {
            FileSign seen = sign.value();
            return new InventoryFinding(
                    RULE,
                    "Packages of this kind are not read",
                    Location.inLayer(layers.diffId(sign.layer()), seen.path()),
                    seen.meaning().what() + ", whose vulnerabilities are therefore unknown",
                    "packages of a kind that is read: see docs/packages.md",
                    "import the report of a scanner that reads them (--report), remove them, or waive this rule");
        }
    }
}
