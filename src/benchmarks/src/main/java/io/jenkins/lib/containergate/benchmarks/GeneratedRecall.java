package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.secret.PasswordGenerator;
import io.jenkins.lib.containergate.testkit.secret.PasswordPlace;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** How many passwords are found that tools made, in each of the files that most passwords are found in. */
final class GeneratedRecall {
    private static final int VALUES = 1_000;
    private static final int TARGET = 95;

    private final FileFindings findings;
    private final long seed;

    GeneratedRecall(FileFindings findings, long seed) {
        this.findings = findings;
        this.seed = seed;
    }

    void print(PrintStream out) throws Exception {
        out.printf(
                Locale.ROOT,
                "generated passwords, %d each from seed %d, %% found (target %d):%n",
                VALUES,
                seed,
                TARGET);
        for (PasswordGenerator generator : PasswordGenerator.values()) {
            StringBuilder line = new StringBuilder();
            boolean met = true;
            for (PasswordPlace place : PasswordPlace.values()) {
                double found = 100.0 * found(generator, place) / VALUES;
                met &= found >= TARGET;
                line.append(String.format(Locale.ROOT, " %6s %5.1f", place, found));
            }
            out.printf("  %-22s%s%s%n", generator, line, met ? "" : "  MISSED");
        }
    }

    private int found(PasswordGenerator generator, PasswordPlace place) throws Exception {
        Random random = new Random(seed + place.ordinal());
        int found = 0;
        for (int i = 0; i < VALUES; i++) {
            byte[] content = place.write(generator.next(random)).getBytes(StandardCharsets.UTF_8);
            found += findings.of(place.path(), content).isEmpty() ? 0 : 1;
        }
        return found;
    }
}
