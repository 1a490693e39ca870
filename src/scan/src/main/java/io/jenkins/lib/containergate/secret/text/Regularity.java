package io.jenkins.lib.containergate.secret.text;

/** What people and programs write and chance does not: runs, counts, repetitions, alphabets. */
final class Regularity {
    private static final int ALPHABET = 32;
    /** Long enough that no generator writes it. */
    private static final int REPETITION = 10;

    private Regularity() {}

    /** Mostly a run, a count or a repetition: {@code aaaaaaaa}, {@code 0123456789}, {@code abcabcabc}. */
    static boolean patterned(String value) {
        if (value.length() < 6) {
            return false;
        }
        int regular = 0;
        for (int i = 1; i < value.length(); i++) {
            int step = value.charAt(i) - value.charAt(i - 1);
            if (step >= -1 && step <= 1) {
                regular++;
            }
        }
        return regular * 2 > value.length() || repeats(value) || interleaved(value);
    }

    /** No character twice in a long value: an alphabet, perhaps shuffled. One value of 5,000 is like that by chance. */
    static boolean alphabet(String value) {
        return value.length() >= ALPHABET && value.chars().distinct().count() == value.length();
    }

    /** Two counts by turns, as {@code 1a2b3c4d-5e6f}. */
    private static boolean interleaved(String value) {
        String joined = value.replace("-", "");
        int counted = 0;
        for (int i = 2; i < joined.length(); i++) {
            counted += joined.charAt(i) - joined.charAt(i - 2) == 1 ? 1 : 0;
        }
        return joined.length() >= 8 && counted * 10 > joined.length() * 7;
    }

    /** Two or three characters, not all the same, again and again somewhere in it: {@code 48e92789-57a3-466a-9959-1a1a1a1a1a1a}. */
    static boolean stutters(String value) {
        for (int period = 2; period <= 3; period++) {
            int same = 0;
            for (int i = period; i < value.length(); i++) {
                boolean again = value.charAt(i) == value.charAt(i - period);
                // base 64 makes runs of zeros
                same = again && !run(value, i) ? same + 1 : 0;
                if (same + period >= REPETITION) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean run(String value, int end) {
        return value.charAt(end) == value.charAt(end - 1) && value.charAt(end) == value.charAt(end - 2);
    }

    private static boolean repeats(String value) {
        for (int period = 1; period <= 4 && period * 3 <= value.length(); period++) {
            if (value.regionMatches(period, value, 0, value.length() - period)) {
                return true;
            }
        }
        return false;
    }
}
