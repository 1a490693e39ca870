package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.WordLikeness;

/** Whether a value looks made by chance and not by a person who wrote words. */
final class RandomLook {
    private static final double WORDS = 0.8;
    private static final double FEW_WORDS = 0.6;
    private static final int LONG = 32;
    private static final int CAREFUL = 10;

    private RandomLook() {}

    static boolean of(String value) {
        int letters = 0;
        int groups = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            if (Characters.digit(c)) {
                groups += i == 0 || !Characters.digit(value.charAt(i - 1)) ? 1 : 0;
            } else if (Characters.letter(c)) {
                letters++;
            }
        }
        if (letters < 3 || groups == 0) {
            return false;
        }
        if (groups == 1) {
            // one long value in thirty has no more digits than that
            return value.length() >= LONG && WordLikeness.of(value) < FEW_WORDS;
        }
        return hexadecimal(value) || WordLikeness.of(value) < WORDS;
    }

    /** Whether somebody, or a generator, took care with it: like {@link #of}, or no words and not short. */
    static boolean chosen(String value) {
        return of(value) || value.length() >= CAREFUL && WordLikeness.of(value) < WORDS;
    }

    static boolean hexadecimal(String value) {
        return value.chars().allMatch(Characters::hexadecimal);
    }
}
