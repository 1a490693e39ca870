package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.jar.LibraryClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packages of a kind that no reader reads: one gap for each kind, at the first place it was seen. */
final class UnreadEcosystems {
    private static final RuleId RULE = new RuleId("unread-ecosystem");

    private UnreadEcosystems() {}

    static List<InventoryFinding> gaps(VisibleLayers layers, DistributionFiles distribution) {
        Map<Meaning, Located<FileSign>> first = new TreeMap<>();
        for (Located<FileSign> sign : layers.signs()) {
            if (!explained(sign, layers, distribution)) {
                first.putIfAbsent(sign.value().meaning(), sign);
            }
        }
        first.remove(Meaning.SYSTEM_LIBRARY);
        first.remove(Meaning.RPM);
        if (layers.files().stream().anyMatch(UnreadEcosystems::namesComponents)) {
            first.remove(Meaning.BITNAMI);
        }
        return first.values().stream().map(sign -> gap(sign, layers)).toList();
    }

    private static boolean explained(Located<FileSign> sign, VisibleLayers layers, DistributionFiles distribution) {
        return switch (sign.value().meaning()) {
            case LIBRARY_CLASSES -> named(sign.value(), layers);
            case PYTHON ->
                layers.nameThemselves(FileSign.sitePackages(sign.value().path())) || distribution.owns(sign);
            default -> sign.value().meaning().ofLanguage() && distribution.owns(sign);
        };
    }

    /** Whether a {@code pom.properties} lies beside the classes. */
    private static boolean named(FileSign classes, VisibleLayers layers) {
        String poms = LibraryClasses.root(classes.path()).orElseThrow() + "META-INF/maven/";
        return layers.files().stream().anyMatch(file -> file.value().path().startsWith(poms));
    }

    /** Images of Bitnami list their components in one file, and since 2022 each with what is in it in a file of its own. */
    private static boolean namesComponents(Located<FileInventory> file) {
        return file.value().packages().stream().anyMatch(found -> found.ecosystem() == Ecosystem.BITNAMI);
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
