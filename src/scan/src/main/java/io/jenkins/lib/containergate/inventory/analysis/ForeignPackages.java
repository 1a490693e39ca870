package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.PackageOrigin;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.OtherVendors;
import io.jenkins.lib.containergate.inventory.RpmPublicKey;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.List;
import java.util.Optional;

/** Who built the packages in the databases of an image. */
final class ForeignPackages {
    private final OtherVendors others;
    private int unknown;

    /** @param installed packages of the databases that count, each with the layer that brought it */
    ForeignPackages(Distribution distribution, List<Located<FoundPackage>> installed, VisibleLayers layers) {
        this.others = new OtherVendors(distribution);
        for (Located<FoundPackage> located : installed) {
            FoundPackage found = located.value();
            if (found.ecosystem() != distribution.ecosystem() || RpmPublicKey.is(found.name(), found.architecture())) {
                continue;
            }
            PackageOrigin origin = distribution.origin(found.supplier(), found.version());
            if (origin instanceof PackageOrigin.OfOthers other) {
                others.add(
                        other.vendor(),
                        found.name(),
                        found.version(),
                        Optional.of(layers.diffId(located.layer())),
                        found.path());
            } else if (origin instanceof PackageOrigin.Unknown) {
                unknown++;
            }
        }
    }

    /** One for each vendor. */
    List<InventoryFinding> gaps() {
        return others.gaps();
    }

    /** How many packages do not tell who built them. */
    int unknown() {
        return unknown;
    }
}
