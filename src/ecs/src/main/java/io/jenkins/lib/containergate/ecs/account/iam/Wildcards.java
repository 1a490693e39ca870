package io.jenkins.lib.containergate.ecs.account.iam;

/** Patterns of IAM, in which {@code *} stands for any text and {@code ?} for one character, compared with each other. */
final class Wildcards {
    private Wildcards() {}

    /** Whether everything that {@code inner} matches is matched by {@code outer}. False when that cannot be told. */
    static boolean covers(String outer, String inner) {
        // one row of the table "outer from i matches inner from j" at a time, from the end
        boolean[] next = new boolean[inner.length() + 1];
        next[inner.length()] = true;
        for (int i = outer.length() - 1; i >= 0; i--) {
            boolean[] row = new boolean[inner.length() + 1];
            char wanted = outer.charAt(i);
            for (int j = inner.length(); j >= 0; j--) {
                if (wanted == '*') {
                    row[j] = next[j] || j < inner.length() && row[j + 1];
                } else if (j < inner.length()) {
                    char found = inner.charAt(j);
                    row[j] = (wanted == found || wanted == '?' && found != '*') && next[j + 1];
                }
            }
            next = row;
        }
        return next[0];
    }

    /** Whether there is a text that both match. */
    static boolean overlap(String one, String other) {
        boolean[] next = new boolean[other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            boolean[] row = new boolean[other.length() + 1];
            for (int j = other.length(); j >= 0; j--) {
                if (i == one.length() && j == other.length()) {
                    row[j] = true;
                } else if (i < one.length() && one.charAt(i) == '*') {
                    row[j] = next[j] || j < other.length() && row[j + 1];
                } else if (j < other.length() && other.charAt(j) == '*') {
                    row[j] = row[j + 1] || i < one.length() && next[j];
                } else if (i < one.length() && j < other.length()) {
                    row[j] = fits(one.charAt(i), other.charAt(j)) && next[j + 1];
                }
            }
            next = row;
        }
        return next[0];
    }

    private static boolean fits(char one, char other) {
        return one == other || one == '?' || other == '?';
    }

    /** Whether it matches everything there is. */
    static boolean everything(String pattern) {
        return !pattern.isEmpty() && pattern.chars().allMatch(character -> character == '*');
    }

    static boolean any(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }
}
