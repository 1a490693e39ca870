package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.WordLikeness;

/** Whether a value looks made by chance and not by a person who wrote words. */
final class RandomLook {
    private static final double WORDS = 0.8;

    private RandomLook() {}

    static boolean of(String value) {
        int digits = 0;
        int letters = 0;
        int groups = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            if (Characters.digit(c)) {
                digits++;
                groups += i == 0 || !Characters.digit(value.charAt(i - 1)) ? 1 : 0;
            } else if (Characters.letter(c)) {
                letters++;
            }
        }
        boolean mixed = digits >= 2 && groups >= 2 && letters >= 3;
        return mixed && (hexadecimal(value) || WordLikeness.of(value) < WORDS);
    }

    static boolean hexadecimal(String value) {
        return value.chars().allMatch(Characters::hexadecimal);
    }
}
