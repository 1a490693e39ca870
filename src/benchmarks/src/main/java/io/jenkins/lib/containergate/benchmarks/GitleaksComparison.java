package io.jenkins.lib.containergate.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What gitleaks finds in a tree and this scanner does not, by rule. */
final class GitleaksComparison {
    private final PlaceLabels labels;
    private final Map<String, List<FoundPlace>> oursByFile = new HashMap<>();
    private final Map<String, int[]> byRule = new TreeMap<>();
    private final Map<String, Integer> harmless = new TreeMap<>();
    private final List<FoundPlace> missed = new ArrayList<>();
    private final List<FoundPlace> unread = new ArrayList<>();

    private enum Column {
        PLACES,
        HERE_TOO,
        AGAIN,
        HARMLESS,
        MISSED,
        UNREAD
    }

    GitleaksComparison(List<FoundPlace> ours, PlaceLabels labels) {
        this.labels = labels;
        ours.forEach(place -> oursByFile
                .computeIfAbsent(place.path(), path -> new ArrayList<>())
                .add(place));
    }

    void compare(List<Gitleaks.Leak> leaks) {
        leaks.forEach(this::compare);
    }

    private void compare(Gitleaks.Leak leak) {
        FoundPlace place = leak.place();
        count(place, Column.PLACES);
        Optional<PlaceLabels.Label> label = labels.of(place);
        if (found(place)) {
            count(place, Column.HERE_TOO);
        } else if (found(leak.first())) {
            count(place, Column.AGAIN);
        } else if (label.isEmpty()) {
            count(place, Column.UNREAD);
            unread.add(place);
        } else if (label.get().credential()) {
            count(place, Column.MISSED);
            missed.add(place);
        } else {
            count(place, Column.HARMLESS);
            harmless.merge(label.get().why(), 1, Integer::sum);
        }
    }

    private boolean found(FoundPlace place) {
        return oursByFile.getOrDefault(place.path(), List.of()).stream().anyMatch(place::meets);
    }

    private void count(FoundPlace place, Column column) {
        byRule.computeIfAbsent(place.rule(), rule -> new int[Column.values().length])[column.ordinal()]++;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "  %-44s %7s %9s %11s %9s %7s %7s%n",
                "found by gitleaks",
                "places",
                "here too",
                "value again",
                "harmless",
                "missed",
                "unread");
        byRule.forEach((rule, counts) -> out.printf(
                Locale.ROOT,
                "  %-44s %7d %9d %11d %9d %7d %7d%n",
                rule,
                counts[0],
                counts[1],
                counts[2],
                counts[3],
                counts[4],
                counts[5]));
        harmless.forEach((why, count) -> out.printf(Locale.ROOT, "  harmless %6d  %s%n", count, why));
        missed.stream().sorted().forEach(place -> out.println("  missed " + place));
        unread.stream().sorted().forEach(place -> out.println("  unread " + place));
    }
}
