package io.jenkins.plugins.containergate.ui;

import java.util.Locale;
import java.util.function.Function;

/** What findings of a page have in common that are shown as one row. */
enum FindingGrouping {
    PACKAGE(row -> row.affected().isPresent() ? row.getActual() : ""),
    RULE(FindingRow::getRule),
    LAYER(FindingRow::getLayer),
    PATH(FindingRow::getPath);

    private final Function<FindingRow, String> key;

    FindingGrouping(Function<FindingRow, String> key) {
        this.key = key;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the finding is grouped by; empty for one without. */
    String of(FindingRow row) {
        return key.apply(row);
    }
}
