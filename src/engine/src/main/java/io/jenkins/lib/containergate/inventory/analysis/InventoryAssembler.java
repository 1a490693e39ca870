package io.jenkins.lib.containergate.inventory.analysis;

import com.github.packageurl.MalformedPackageURLException;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.OsRelease;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.layer.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one inventory of what each layer says, as a container sees the union of all layers. */
final class InventoryAssembler {
    private static final Comparator<InstalledPackage> PACKAGE_ORDER = Comparator.comparing(InstalledPackage::ecosystem)
            .thenComparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::path)
            .thenComparing(InstalledPackage::purl);
    private static final Comparator<InventoryFinding> GAP_ORDER = Comparator.comparing(InventoryFinding::rule)
            .thenComparing(gap -> gap.location().path().orElse(""))
            .thenComparing(InventoryFinding::actual);

    private final VisibleLayers layers;
    private final Set<InstalledPackage> packages = new LinkedHashSet<>();
    private final List<InventoryFinding> gaps = new ArrayList<>();
    private final UnreadLinks links = new UnreadLinks();

    /** @param diffIds one per layer, base layer first, as {@code layers} */
    InventoryAssembler(List<LayerInventory> layers, List<Digest> diffIds, Visibility visibility) {
        this.layers = new VisibleLayers(layers, diffIds, visibility);
    }

    PackageInventory assemble() {
        Optional<Located<FileInventory>> osFile = new OsReleaseResolver(layers).resolve();
        Optional<OsRelease> os = osFile.map(OsReleaseResolver::release);
        PackageUrls urls = new PackageUrls(os);
        DatabaseHistory history = new DatabaseHistory(layers.all());
        List<Located<PackageDatabase>> databases = new ArrayList<>();
        for (Located<FileInventory> file : layers.files()) {
            int layer = file.layer();
            file.value().packages().forEach(found -> add(found, layer, urls));
            file.value().gaps().forEach(gap -> add(gap, layer));
            file.value().database().ifPresent(database -> {
                databases.add(new Located<>(layer, database));
                history.attribute(database, layer).forEach(found -> add(found.value(), found.layer(), urls));
            });
        }
        gaps.addAll(new OperatingSystemGaps(layers, osFile, databases).gaps());
        gaps.addAll(UnreadEcosystems.gaps(layers));
        links.finding().ifPresent(gaps::add);
        if (packages.isEmpty() && layers.fileCount() > 0) {
            gaps.add(OperatingSystemGaps.noPackages(layers.fileCount()));
        }
        return new PackageInventory(
                os,
                packages.stream().sorted(PACKAGE_ORDER).toList(),
                layers.fileCount(),
                gaps.stream().sorted(GAP_ORDER).toList());
    }

    private void add(InventoryGap gap, int layer) {
        if (gap.rule().equals(Unreadable.LINK.rule())) {
            links.add(gap, layers.diffId(layer));
        } else {
            gaps.add(gap.inLayer(layers.diffId(layer)));
        }
    }

    private void add(FoundPackage found, int layer, PackageUrls urls) {
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
                    found.licenses()));
        } catch (MalformedPackageURLException e) {
            gaps.add(Unreadable.METADATA
                    .gap(found.file(), found.path(), "a package identity that has no package URL")
                    .inLayer(diffId));
        }
    }
}
