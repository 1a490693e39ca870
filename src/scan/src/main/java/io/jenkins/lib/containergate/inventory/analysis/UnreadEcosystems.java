package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packages of a kind that no reader reads: one gap for each kind, at the first place it was seen. */
final class UnreadEcosystems {
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
