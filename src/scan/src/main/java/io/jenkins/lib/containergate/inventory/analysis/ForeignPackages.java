package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.PackageOrigin;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Packages of the operating system's package manager that the distribution did not build: no advisory of the distribution is
 * about them, so that an empty list of vulnerabilities says nothing.
 */
final class ForeignPackages {
    private static final RuleId RULE = new RuleId("package-of-another-vendor");
    private static final int SHOWN = 80;
    private static final int NAMED = 20;
    /** Each has a finding of its own up to this number. */
    private static final int VENDORS = 50;

    private final Distribution distribution;
    private final Map<String, List<Located<FoundPackage>>> byVendor = new TreeMap<>();
    private int unknown;

    /** @param installed packages of the databases that count, each with the layer that brought it */
    ForeignPackages(Distribution distribution, List<Located<FoundPackage>> installed) {
        this.distribution = distribution;
        for (Located<FoundPackage> located : installed) {
            FoundPackage found = located.value();
            if (found.ecosystem() != distribution.ecosystem() || isPublicKey(found)) {
                continue;
            }
            PackageOrigin origin = distribution.origin(found.supplier(), found.version());
            if (origin instanceof PackageOrigin.OfOthers others) {
                byVendor.computeIfAbsent(SafeText.oneLine(others.vendor(), SHOWN), vendor -> new ArrayList<>())
                        .add(located);
            } else if (origin instanceof PackageOrigin.Unknown) {
                unknown++;
            }
        }
    }

    /** rpm keeps keys that it trusts among the packages, without an architecture. */
    private static boolean isPublicKey(FoundPackage found) {
        return found.name().equals("gpg-pubkey") && found.architecture().isEmpty();
    }

    /** One for each vendor. */
    List<InventoryFinding> gaps(VisibleLayers layers) {
        List<InventoryFinding> gaps = new ArrayList<>();
        List<Located<FoundPackage>> more = new ArrayList<>();
        byVendor.forEach((vendor, packages) -> {
            if (gaps.size() < VENDORS) {
                gaps.add(gap(vendor, packages, layers));
            } else {
                more.addAll(packages);
            }
        });
        if (!more.isEmpty()) {
            gaps.add(gap("more than " + VENDORS + " vendors", more, layers));
        }
        return gaps;
    }

    /** How many packages do not tell who built them. */
    int unknown() {
        return unknown;
    }

    private InventoryFinding gap(String vendor, List<Located<FoundPackage>> packages, VisibleLayers layers) {
        Located<FoundPackage> first = packages.get(0);
        String named = packages.stream()
                .map(each -> SafeText.oneLine(
                        each.value().name() + " " + each.value().version(), SHOWN))
                .distinct()
                .sorted()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        int more = packages.size() - NAMED;
        return new InventoryFinding(
                RULE,
                packages.size() + (packages.size() == 1 ? " package" : " packages") + " built by " + vendor
                        + ", not by " + distribution.id(),
                Location.inLayer(layers.diffId(first.layer()), first.value().path() + "!/" + vendor),
                more > 0 ? named + " and " + more + " more" : named,
                "packages that " + distribution.id() + " built: its advisories are about no others",
                "install the distribution's package if it has one; or check the advisories of " + vendor
                        + " for these versions and waive this rule for this path, with an expiry date");
    }
}
