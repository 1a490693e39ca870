package io.jenkins.lib.containergate.ecosystem;

import java.util.List;
import java.util.Optional;

/**
 * Who built the packages in a distribution's package database, from what the database says of their suppliers.
 *
 * @param entry of the distribution
 */
record PackageBuilders(Distribution distribution, DistributionEntry entry) {
    PackageOrigin origin(Optional<String> supplier, String version) {
        if (entry.builders().isEmpty()) {
            return new PackageOrigin.Unknown();
        }
        return switch (entry.ecosystem()) {
            case DEB -> ofDeb(supplier, version);
            case RPM ->
                supplier.map(DebianPublishers::name)
                        .filter(vendor -> !vendor.isEmpty())
                        .map(vendor -> ofRpm(supplier.get(), vendor))
                        .orElseGet(PackageOrigin.Unknown::new);
            default -> new PackageOrigin.Unknown();
        };
    }

    /** Others keep the maintainer of the package that they build anew. */
    private PackageOrigin ofDeb(Optional<String> maintainer, String version) {
        if (distribution == Distribution.DEBIAN && version.contains(Distribution.UBUNTU.id())) {
            return new PackageOrigin.OfOthers(Distribution.UBUNTU.id());
        }
        boolean built = maintainer.filter(this::builds).isPresent();
        Optional<String> stranger = maintainer.filter(each -> !builds(each) && !ofDomains(entry.kin(), each));
        return DebianPublishers.of(stranger, version)
                .<PackageOrigin>map(PackageOrigin.OfOthers::new)
                .orElseGet(() -> built ? new PackageOrigin.OfDistribution() : new PackageOrigin.Unknown());
    }

    private PackageOrigin ofRpm(String supplier, String vendor) {
        if (builds(supplier)) {
            return new PackageOrigin.OfDistribution();
        }
        boolean kin = entry.builders().stream().anyMatch(vendor::startsWith)
                || entry.kin().stream().anyMatch(vendor::startsWith);
        return kin ? new PackageOrigin.Unknown() : new PackageOrigin.OfOthers(vendor);
    }

    /**
     * Whether a package's supplier is the distribution: the mail domain of dpkg's {@code Maintainer}, or one below it;
     * rpm's {@code Vendor} as it is. apk's database does not say who built a package.
     */
    private boolean builds(String supplier) {
        if (entry.ecosystem() != Ecosystem.DEB) {
            return entry.builders().contains(supplier);
        }
        return ofDomains(entry.builders(), supplier);
    }

    private static boolean ofDomains(List<String> domains, String maintainer) {
        String domain = maintainer.substring(maintainer.lastIndexOf('@') + 1);
        return maintainer.indexOf('@') > 0
                && domain.endsWith(">")
                && domains.stream().anyMatch(known -> ("." + domain).endsWith("." + known + ">"));
    }
}
