package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Packages of the operating system's package manager that the distribution did not build: no advisory of the distribution is
 * about them, so that an empty list of vulnerabilities says nothing. One finding for each vendor.
 */
public final class OtherVendors {
    private static final RuleId RULE = new RuleId("package-of-another-vendor");
    private static final int SHOWN = 80;
    private static final int NAMED = 20;
    /** Each has a finding of its own up to this number. */
    private static final int VENDORS = 50;

    private record Built(String nameAndVersion, Optional<Digest> layer, String path) {}

    private final Distribution distribution;
    private final Map<String, List<Built>> byVendor = new TreeMap<>();

    public OtherVendors(Distribution distribution) {
        this.distribution = distribution;
    }

    /**
     * @param layer that brought it, when it was seen in an image
     * @param path of the database or document that lists it
     */
    public void add(String vendor, String name, String version, Optional<Digest> layer, String path) {
        byVendor.computeIfAbsent(SafeText.oneLine(vendor, SHOWN), any -> new ArrayList<>())
                .add(new Built(SafeText.oneLine(name + " " + version, SHOWN), layer, path));
    }

    public List<InventoryFinding> gaps() {
        List<InventoryFinding> gaps = new ArrayList<>();
        List<Built> more = new ArrayList<>();
        byVendor.forEach((vendor, packages) -> {
            if (gaps.size() < VENDORS) {
                gaps.add(gap(vendor, packages));
            } else {
                more.addAll(packages);
            }
        });
        if (!more.isEmpty()) {
            gaps.add(gap("more than " + VENDORS + " vendors", more));
        }
        return gaps;
    }

    private InventoryFinding gap(String vendor, List<Built> packages) {
        Built first = packages.get(0);
        List<String> names =
                packages.stream().map(Built::nameAndVersion).distinct().sorted().toList();
        return new InventoryFinding(
                RULE,
                packages.size() + (packages.size() == 1 ? " package" : " packages") + " built by " + vendor
                        + ", not by " + distribution.id(),
                new Location(
                        first.layer(),
                        Optional.of(first.path() + "!/" + vendor),
                        OptionalInt.empty(),
                        Optional.empty()),
                FirstFew.of(names, NAMED),
                "packages that " + distribution.id() + " built: its advisories are about no others",
                "install the distribution's package if it has one; or check the advisories of " + vendor
                        + " for these versions and waive this rule for this path, with an expiry date");
    }
}
