package io.jenkins.plugins.containergate.ui;

import java.util.Comparator;
import java.util.Locale;

/** Orders of the table of findings; findings that are equal in one stay in the order of the verdict. */
enum FindingOrder {
    SEVERITY(Comparator.comparing(FindingRow::severity)),
    RULE(Comparator.comparing(FindingRow::getRule)),
    PACKAGE(Comparator.comparing(FindingRow::getActual)),
    GATE(Comparator.comparing(FindingRow::gate)),
    DECISION(Comparator.comparing(FindingRow::decision)),
    LAYER(Comparator.comparing(FindingRow::getLayer));

    private final Comparator<FindingRow> comparator;

    FindingOrder(Comparator<FindingRow> comparator) {
        this.comparator = comparator;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<FindingRow> comparator(boolean descending) {
        return (descending ? comparator.reversed() : comparator).thenComparing(FindingRow::index);
    }
}
