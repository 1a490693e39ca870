package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.report.Upgrade;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings that have something in common: one row that opens to them. */
public final class FindingGroup {
    private static final int SHOWN = 20;
    private static final Comparator<FindingGroup> WORST_FIRST = Comparator.comparing(
                    (FindingGroup group) -> group.worst)
            .thenComparing(Comparator.comparingInt(FindingGroup::getBlocked).reversed())
            .thenComparing(Comparator.comparingInt(FindingGroup::getTotal).reversed())
            .thenComparing(FindingGroup::getKey);

    private final String key;
    private final List<FindingRow> rows;
    private final FindingQuery query;
    private final Severity worst;
    private final int blocked;

    private FindingGroup(String key, List<FindingRow> rows, FindingQuery query) {
        this.key = key;
        this.rows = rows;
        this.query = query;
        // once, and not at each comparison with another group
        Severity worstYet = Severity.UNKNOWN;
        int blockedYet = 0;
        for (FindingRow row : rows) {
            worstYet = row.severity().compareTo(worstYet) < 0 ? row.severity() : worstYet;
            blockedYet += row.decision() == Decision.BLOCKED ? 1 : 0;
        }
        this.worst = worstYet;
        this.blocked = blockedYet;
    }

    /** Worst first. Rows keep their order in a group. */
    static List<FindingGroup> of(Collection<FindingRow> rows, FindingGrouping grouping, FindingQuery query) {
        Map<String, List<FindingRow>> byKey = new LinkedHashMap<>();
        for (FindingRow row : rows) {
            byKey.computeIfAbsent(grouping.of(row), key -> new ArrayList<>()).add(row);
        }
        return byKey.entrySet().stream()
                .map(group -> new FindingGroup(group.getKey(), group.getValue(), query))
                .sorted(WORST_FIRST)
                .toList();
    }

    /** Empty for the findings that have nothing to be grouped by. */
    public String getKey() {
        return key;
    }

    public List<String> getKeyParts() {
        return FindingRow.LineBreaks.in(key);
    }

    public SeverityCounts getCounts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        rows.forEach(row -> counts.merge(row.severity(), 1, Integer::sum));
        return SeverityCounts.of(counts);
    }

    public int getBlocked() {
        return blocked;
    }

    public int getTotal() {
        return rows.size();
    }

    /** The first of its findings. */
    public List<FindingRow> getRows() {
        return rows.subList(0, Math.min(SHOWN, rows.size()));
    }

    public int getMore() {
        return Math.max(0, rows.size() - SHOWN);
    }

    /** Shows all its findings, and no others. */
    public String getAddress() {
        return query.inGroup(key).address();
    }

    /** The update that clears what has a fix, when they are vulnerabilities of one package; or an empty text. */
    public String getUpdate() {
        List<Upgrade> upgrades = Upgrade.ofPackages(
                rows.stream().flatMap(row -> row.affected().stream()).toList());
        return upgrades.size() == 1
                ? Messages.FindingGroup_update(
                        upgrades.get(0).name(), upgrades.get(0).to())
                : "";
    }
}
