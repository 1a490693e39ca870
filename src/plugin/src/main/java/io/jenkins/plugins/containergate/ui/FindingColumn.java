package io.jenkins.plugins.containergate.ui;

import io.jenkins.plugins.containergate.Messages;

/** Head of one column of the table of findings. */
public final class FindingColumn {
    private final FindingOrder order;
    private final FindingQuery query;

    FindingColumn(FindingOrder order, FindingQuery query) {
        this.order = order;
        this.query = query;
    }

    public String getKey() {
        return order.key();
    }

    public String getLabel() {
        return switch (order) {
            case SEVERITY -> Messages.FindingColumn_severity();
            case RULE -> Messages.FindingColumn_rule();
            case PACKAGE -> Messages.FindingColumn_found();
            case GATE -> Messages.FindingColumn_gate();
            case DECISION -> Messages.FindingColumn_decision();
            case LAYER -> Messages.FindingColumn_layer();
        };
    }

    /** Value of {@code aria-sort}. */
    public String getAriaSort() {
        if (query.order() != order) {
            return "none";
        }
        return query.descending() ? "descending" : "ascending";
    }

    public String getAddress() {
        return query.orderedBy(order).address();
    }
}
