package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.plugins.containergate.Messages;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the table of findings, filtered and sorted on the server. */
public final class FindingsPage {
    private final FindingQuery query;
    private final List<String> gates;
    private final List<FindingRow> rows;
    private final List<FindingGroup> groups;
    private final int shown;
    private final int matching;
    private final int total;

    private FindingsPage(
            FindingQuery query,
            List<String> gates,
            List<FindingRow> rows,
            List<FindingGroup> groups,
            int shown,
            int matching,
            int total) {
        this.query = query;
        this.gates = gates;
        this.rows = rows;
        this.groups = groups;
        this.shown = shown;
        this.matching = matching;
        this.total = total;
    }

    /** A page beyond the last shows the last. */
    static FindingsPage of(PageContent content, FindingQuery query) {
        List<FindingRow> all = content.rows();
        List<FindingRow> matching = matching(all, query);
        List<FindingGroup> groups =
                query.grouped() ? FindingGroup.of(matching, query.grouping().orElseThrow(), query) : List.of();
        int shown = query.grouped() ? groups.size() : matching.size();
        int page = Math.min(query.page(), pages(shown));
        return new FindingsPage(
                query.onPage(page),
                content.head().gates().stream()
                        .map(VerdictHead.GateDetail::getGate)
                        .distinct()
                        .toList(),
                query.grouped() ? List.of() : onPage(matching, page),
                onPage(groups, page),
                shown,
                matching.size(),
                all.size());
    }

    /** All findings that the filters let through, in the order of the page. */
    static List<FindingRow> matching(List<FindingRow> all, FindingQuery query) {
        return all.stream()
                .filter(query::matches)
                .sorted(query.order().comparator(query.descending()))
                .toList();
    }

    private static <T> List<T> onPage(List<T> all, int page) {
        int from = (page - 1) * FindingQuery.PAGE_SIZE;
        return all.subList(Math.min(from, all.size()), Math.min(from + FindingQuery.PAGE_SIZE, all.size()));
    }

    private static int pages(int rows) {
        return Math.max(1, (rows + FindingQuery.PAGE_SIZE - 1) / FindingQuery.PAGE_SIZE);
    }

    public List<FindingRow> getRows() {
        return rows;
    }

    /** Worst first; empty where findings are shown each by itself. */
    public List<FindingGroup> getGroups() {
        return groups;
    }

    /** Whether there is a row for each group, and not for each finding. */
    public boolean isGrouped() {
        return query.grouped();
    }

    /** Groups on all pages. */
    public int getGroupCount() {
        return isGrouped() ? shown : 0;
    }

    /** Value of the parameter {@code group}; empty for none. */
    public String getGroup() {
        return query.grouping().map(FindingGrouping::key).orElse("");
    }

    /** The group whose findings are shown; {@code null} for all. */
    public @Nullable String getKey() {
        return query.key();
    }

    /** All groups again. */
    public String getGroupsAddress() {
        return query.groupedBy(query.grouping()).address();
    }

    /** The findings of all pages as a file. */
    public String getExportAddress() {
        return "export" + query.onPage(1).address();
    }

    /** Ways to group, each with its name. */
    public List<GroupingChoice> getGroupings() {
        return Arrays.stream(FindingGrouping.values()).map(GroupingChoice::new).toList();
    }

    /** Findings the filters let through, on all pages. */
    public int getMatching() {
        return matching;
    }

    public int getTotal() {
        return total;
    }

    public int getPage() {
        return query.page();
    }

    public int getPages() {
        return pages(shown);
    }

    public boolean isFiltered() {
        return matching != total;
    }

    public boolean isFirst() {
        return query.page() == 1;
    }

    public boolean isLast() {
        return query.page() == getPages();
    }

    public String getPreviousAddress() {
        return query.onPage(query.page() - 1).address();
    }

    public String getNextAddress() {
        return query.onPage(query.page() + 1).address();
    }

    /** Names of the gates of this verdict. */
    public List<String> getGates() {
        return gates;
    }

    public List<String> getSeverities() {
        return Arrays.stream(Severity.values()).map(Severity::name).toList();
    }

    public List<String> getDecisions() {
        return Arrays.stream(Decision.values()).map(Decision::name).toList();
    }

    public String getGate() {
        return query.gate().map(g -> g.key()).orElse("");
    }

    public String getSeverity() {
        return query.severity().map(Severity::name).orElse("");
    }

    public String getDecision() {
        return query.decision().map(Decision::name).orElse("");
    }

    public String getText() {
        return query.text();
    }

    public String getLayer() {
        return query.layer();
    }

    public String getSort() {
        return query.order().key();
    }

    public String getOrder() {
        return query.descending() ? "desc" : "asc";
    }

    /** Columns in order, each with the address that sorts by it. */
    public List<FindingColumn> getColumns() {
        return Arrays.stream(FindingOrder.values())
                .map(order -> new FindingColumn(order, query))
                .toList();
    }

    /** A way to group findings. */
    public static final class GroupingChoice {
        private final FindingGrouping grouping;

        GroupingChoice(FindingGrouping grouping) {
            this.grouping = grouping;
        }

        public String getKey() {
            return grouping.key();
        }

        public String getLabel() {
            return switch (grouping) {
                case PACKAGE -> Messages.FindingGrouping_package();
                case RULE -> Messages.FindingColumn_rule();
                case LAYER -> Messages.FindingColumn_layer();
                case PATH -> Messages.FindingGrouping_path();
            };
        }
    }

    /** Head of one column of the table of findings. */
    public static final class FindingColumn {
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
}
