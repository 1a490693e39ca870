package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import java.io.IOException;
import java.util.List;

/** What the inventory could not read, so that nobody takes the list for complete. */
final class Gaps {
    private static final int MAX_GAPS = 1_000;

    private Gaps() {}

    static void write(List<InventoryFinding> gaps, JsonGenerator json) throws IOException {
        BomText.property("gaps", String.valueOf(gaps.size()), json);
        for (InventoryFinding gap : gaps.subList(0, Math.min(MAX_GAPS, gaps.size()))) {
            String where = gap.location().path().map(path -> " (" + path + ")").orElse("");
            BomText.property("gap", gap.rule() + ": " + gap.title() + where, json);
        }
    }
}
