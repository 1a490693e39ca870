package io.jenkins.lib.containergate.policy.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the author of an unknown name may have meant. */
public final class NearestNames {
    private static final int SHOWN = 3;
    private static final int LONGEST_COMPARED = 64;
    private static final int MISTYPED = 2;
    private static final int SHORTEST_MISTYPED = 6;

    private NearestNames() {}

    /** Words to end a message with: the near ones when there are any, else all known ones. */
    public static String hint(String unknown, Collection<String> known) {
        return hint(
                unknown,
                known,
                "known: " + String.join(", ", known.stream().sorted().toList()));
    }

    /** @param otherwise what to say when none is near */
    public static String hint(String unknown, Collection<String> known, String otherwise) {
        List<String> near = near(unknown, known);
        return near.isEmpty() ? otherwise : "did you mean " + String.join(" or ", near) + "?";
    }

    /** The known name that the unknown one is in all but one or two characters. */
    public static Optional<String> mistyped(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST_COMPARED || unknown.length() < SHORTEST_MISTYPED) {
            return Optional.empty();
        }
        String written = unknown.toLowerCase(Locale.ROOT).replace('_', '-');
        return known.stream()
                .filter(name -> distance(written, name) <= MISTYPED)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static List<String> near(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST_COMPARED) {
            return List.of();
        }
        String written = unknown.toLowerCase(Locale.ROOT);
        int tolerated = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name.toLowerCase(Locale.ROOT)) <= tolerated)
                .sorted(Comparator.<String>comparingInt(name -> distance(written, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
