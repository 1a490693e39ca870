package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.secret.ContainerPlace;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** In how many of the places where credentials lie in images they are found, whatever their values. */
final class PlaceRecall {
    private static final int SEEDS = 3;
    private static final double TARGET = 90;

    private final FileFindings findings;
    private final long seed;

    PlaceRecall(FileFindings findings, long seed) {
        this.findings = findings;
        this.seed = seed;
    }

    void print(PrintStream out) throws Exception {
        Map<String, int[]> groups = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        int always = 0;
        int sometimes = 0;
        List<ContainerPlace> places = ContainerPlace.all();
        for (ContainerPlace place : places) {
            int found = 0;
            for (int i = 0; i < SEEDS; i++) {
                found += findings.of(place.path(), place.content(new SplittableRandom(seed + i).nextLong()))
                                .isEmpty()
                        ? 0
                        : 1;
            }
            int[] counts = groups.computeIfAbsent(place.group(), group -> new int[2]);
            counts[0]++;
            if (found == SEEDS) {
                always++;
                counts[1]++;
            } else {
                sometimes += found > 0 ? 1 : 0;
                missed.add("  missed " + (SEEDS - found) + " of " + SEEDS + ": " + place.path() + "  "
                        + place.template().strip().replace("\n", " | "));
            }
        }
        out.printf(
                Locale.ROOT,
                "places in images: %d of %d found with every value = %.1f %% (target %.0f %%), %d with some%n",
                always,
                places.size(),
                100.0 * always / places.size(),
                TARGET,
                sometimes);
        groups.forEach((group, counts) -> out.printf("  %-16s %3d of %3d%n", group, counts[1], counts[0]));
        missed.forEach(out::println);
    }
}
