package io.jenkins.lib.containergate.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What findings in trees of real software turned out to be, as {@link PlaceLabels} says. Keys and values made for tests and
 * examples count apart where the search knows the file as such; elsewhere a person has to look at them for nothing.
 */
final class Precision {
    private static final double NONE_TARGET = 0.3;
    private static final double USELESS_TARGET = 1;

    private final PlaceLabels labels;
    private final Map<PlaceLabels.Kind, int[]> counts = new EnumMap<>(PlaceLabels.Kind.class);
    private final List<String> unlabelled = new ArrayList<>();
    private long files;
    private int trees;

    Precision(PlaceLabels labels) {
        this.labels = labels;
        for (PlaceLabels.Kind kind : PlaceLabels.Kind.values()) {
            counts.put(kind, new int[2]);
        }
    }

    void add(SecretTree tree, PrintStream out) {
        trees++;
        files += tree.files();
        out.printf(
                "%s: %d files, %d findings, %d places not searched%n",
                tree.root(), tree.files(), tree.found().size(), tree.unsearched());
        for (FoundPlace place : tree.found()) {
            Optional<PlaceLabels.Label> label = labels.of(place);
            boolean apart = tree.explains(place);
            if (label.isPresent()) {
                counts.get(label.get().kind())[apart ? 1 : 0]++;
            } else {
                unlabelled.add((apart ? "  apart " : "  ") + tree.root() + " " + place);
            }
        }
    }

    void print(PrintStream out) {
        unlabelled.forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%d trees, %d files, findings elsewhere and in tests, examples and documentation; %d not labelled%n",
                trees,
                files,
                unlabelled.size());
        counts.forEach((kind, count) -> out.printf("  %-8s %5d %5d%n", kind, count[0], count[1]));
        int none = counts.get(PlaceLabels.Kind.NONE)[0] + counts.get(PlaceLabels.Kind.NONE)[1];
        int useless = none + counts.get(PlaceLabels.Kind.TEST)[0] + counts.get(PlaceLabels.Kind.EXAMPLE)[0];
        out.printf(
                Locale.ROOT,
                "  in 10,000 files: none at all %.2f (target %.1f), nothing to act on %.2f (target %.0f)%n",
                none * 10_000.0 / Math.max(1, files),
                NONE_TARGET,
                useless * 10_000.0 / Math.max(1, files),
                USELESS_TARGET);
    }
}
