package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What a document leaves open, as findings that are undecided. */
final class SbomDoubt {
    private static final RuleId UNIDENTIFIED = new RuleId("sbom-component-unidentified");
    private static final RuleId CONTRADICTION = new RuleId("sbom-contradiction");
    private static final RuleId SOURCE = new RuleId("sbom-source-package-unknown");
    private static final RuleId INCOMPLETE = new RuleId("sbom-incomplete");
    private static final RuleId OTHER_IMAGE = new RuleId("sbom-of-another-image");
    private static final int SHOWN = 200;

    private final String document;

    SbomDoubt(String document) {
        this.document = document;
    }

    /** @param missing what the entry does not say, as a clause */
    InventoryFinding unidentified(SbomEntry entry, String missing) {
        return of(
                UNIDENTIFIED,
                "Cannot tell whether " + shown(entry.shown()) + ", which " + missing
                        + " in the SBOM, is affected by known vulnerabilities",
                shown(entry.shown()),
                "a package URL with a version, of a kind that is read",
                "have the SBOM written by a tool that names package URLs; or find out what the component is, check it by"
                        + " hand and waive this with an expiry date");
    }

    /** @param more beyond those that are listed one by one */
    InventoryFinding unidentified(int more) {
        return of(
                UNIDENTIFIED,
                "Components of the SBOM cannot be compared with known vulnerabilities",
                more + " more components without a package URL or version",
                "package URLs with versions",
                "have the SBOM written by a tool that names package URLs");
    }

    InventoryFinding contradiction(String actual) {
        return of(
                CONTRADICTION,
                "The SBOM contradicts itself: " + shown(actual),
                shown(actual),
                "one name, version and distribution for each package",
                "have the SBOM written anew from the image");
    }

    InventoryFinding noSource(String type, int packages) {
        return of(
                SOURCE,
                "The SBOM does not say what its " + type + " packages were built from",
                "none of the " + packages + " " + type + " packages names its source package",
                "the source package of each, by which distributions publish vulnerabilities",
                "use gate inventory, Syft or Trivy, which write it");
    }

    InventoryFinding incomplete(String actual) {
        return of(
                INCOMPLETE,
                "The SBOM is incomplete: " + shown(actual),
                shown(actual),
                "an SBOM of everything in the image",
                "find out what is missing; have the image itself evaluated, or waive this with an expiry date");
    }

    InventoryFinding empty(String format) {
        return of(
                new RuleId("no-packages-found"),
                "No packages found",
                "a " + format + " document without a package",
                "at least one package",
                "have the SBOM written by a tool that finds packages in this image, or have the image itself evaluated");
    }

    InventoryFinding otherImage(Set<Digest> named, Set<Digest> image) {
        return of(
                OTHER_IMAGE,
                "The SBOM is about another image",
                "it names " + listed(named, ", "),
                listed(image, " or "),
                "have the SBOM written from this very image");
    }

    private static String listed(Set<Digest> digests, String between) {
        return digests.stream().map(Digest::toString).sorted().limit(3).collect(Collectors.joining(between));
    }

    InventoryFinding otherSystem(String named, String seen) {
        return contradiction("it names " + named + ", and the image is " + seen);
    }

    /** A part of the image that this project could not read when it wrote the document: {@code RULE: TITLE (PATH)}. */
    InventoryFinding written(String gap) {
        int colon = gap.indexOf(": ");
        Optional<RuleId> rule = colon < 0 ? Optional.empty() : rule(gap.substring(0, colon));
        if (rule.isEmpty()) {
            return incomplete(gap);
        }
        String title = gap.substring(colon + 2);
        int path = title.endsWith(")") ? title.lastIndexOf(" (") : -1;
        return new InventoryFinding(
                rule.get(),
                shown(path < 0 ? title : title.substring(0, path)),
                new Location(
                        Optional.empty(),
                        Optional.of(path < 0 ? document : title.substring(path + 2, title.length() - 1)),
                        OptionalInt.empty(),
                        Optional.empty()),
                "not read when the SBOM was written",
                "a part that can be read",
                "see docs/undecided.md about " + rule.get() + ", or have the image itself evaluated");
    }

    private static Optional<RuleId> rule(String id) {
        try {
            return Optional.of(new RuleId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private InventoryFinding of(RuleId rule, String title, String actual, String expected, String help) {
        return new InventoryFinding(
                rule,
                title,
                new Location(Optional.empty(), Optional.of(document), OptionalInt.empty(), Optional.empty()),
                actual,
                expected,
                help);
    }

    private static String shown(String text) {
        return SafeText.oneLine(text, SHOWN);
    }
}
