package io.jenkins.lib.containergate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A check of docker-bench-security on the host.
 *
 * @param id such as {@code 1.1.3}
 * @param title what holds when it passes
 */
public record BenchCheck(String id, Kind kind, String title) {
    private static final String LIST = "checks.txt";
    private static final List<BenchCheck> ALL = List.copyOf(read());

    /** Who decides. */
    public enum Kind {
        AUTOMATED,
        /** Automated, and not applicable to a host without the file or feature. */
        OPTIONAL,
        MANUAL
    }

    /** Those of sections 1 to 3, in their order. */
    public static List<BenchCheck> all() {
        return ALL;
    }

    /** {@code 1} to {@code 3}. */
    public String section() {
        return id.substring(0, id.indexOf('.'));
    }

    private static List<BenchCheck> read() {
        try (InputStream in = BenchCheck.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the list " + LIST + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(BenchCheck::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + LIST + " of this build cannot be read", e);
        }
    }

    private static BenchCheck of(String line) {
        int space = line.indexOf(' ');
        int colon = line.indexOf(": ");
        return new BenchCheck(
                line.substring(0, space),
                Kind.valueOf(line.substring(space + 1, colon).toUpperCase(Locale.ROOT)),
                line.substring(colon + 2));
    }
}
