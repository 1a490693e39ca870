package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A trend as one request asks for it: chart, points, and the addresses of other choices. */
public final class TrendView {
    private final TrendQuery query;
    private final List<TrendPoint> points;
    private final List<GateName> gates;

    /**
     * @param points oldest first
     * @param gates of all builds
     */
    TrendView(TrendQuery query, List<TrendPoint> points, List<GateName> gates) {
        this.query = query;
        this.points = List.copyOf(points);
        this.gates = List.copyOf(gates);
    }

    public TrendChart getChart() {
        if (query.changes()) {
            return TrendChart.ofChanges(points);
        }
        return new TrendChart(points, query.severity().map(List::of).orElseGet(() -> List.of(Severity.values())));
    }

    /** Whether the chart shows what is new and fixed. */
    public boolean isChanges() {
        return query.changes();
    }

    public String getChangesAddress() {
        return query.ofChanges().address();
    }

    public String getFindingsAddress() {
        return query.ofFindings().address();
    }

    /** Newest first, for the table. */
    public List<TrendPoint> getPoints() {
        List<TrendPoint> newest = new ArrayList<>(points);
        Collections.reverse(newest);
        return newest;
    }

    /** One entry for each severity; the one that is shown alone leads back to all. */
    public List<Choice> getSeverities() {
        return Arrays.stream(Severity.values())
                .map(severity -> choice(
                        severity.key(),
                        query.severity().filter(severity::equals).isPresent(),
                        query.of(Optional.of(severity)),
                        query.of(Optional.empty())))
                .toList();
    }

    public List<Choice> getRanges() {
        return TrendQuery.RANGES.stream()
                .map(range -> choice(range.toString(), query.builds() == range, query.over(range), query.over(range)))
                .toList();
    }

    public List<Choice> getGates() {
        return gates.size() < 2
                ? List.of()
                : gates.stream()
                        .map(gate -> choice(
                                gate.key(),
                                query.gate().filter(gate::equals).isPresent(),
                                query.in(Optional.of(gate)),
                                query.in(Optional.empty())))
                        .toList();
    }

    private static Choice choice(String name, boolean chosen, TrendQuery to, TrendQuery back) {
        return new Choice(name, chosen, (chosen ? back : to).address());
    }

    /** Something to show instead. */
    public static final class Choice {
        private final String name;
        private final boolean chosen;
        private final String address;

        Choice(String name, boolean chosen, String address) {
            this.name = name;
            this.chosen = chosen;
            this.address = address;
        }

        public String getName() {
            return name;
        }

        public boolean isChosen() {
            return chosen;
        }

        public String getAddress() {
            return address;
        }
    }
}
