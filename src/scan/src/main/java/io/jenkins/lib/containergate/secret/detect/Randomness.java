package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Chance;
import io.jenkins.lib.containergate.secret.text.Characters;

/** Whether a value looks made by chance and not by a person who wrote words. */
final class Randomness {
    /** Bits of evidence; a value of sixteen letters and digits has 40 on average and one in a hundred fewer than 18. */
    private static final double EVIDENCE = 10;
    /** With one digit: names that are numbered. */
    private static final double MORE_EVIDENCE = 13;
    /** Of letters alone: names and words of languages that were not counted. */
    private static final double STRONG_EVIDENCE = 20;

    private static final double FOR_EACH_CHARACTER = 0.5;
    private static final int CAREFUL = 10;
    private static final int LETTERS_ALONE = 14;
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int PREFIX = 12;
    private static final int HEXADECIMAL = 24;

    private Randomness() {}

    /** Issuers put their names before what they draw: {@code acme_4f8a...}. */
    static boolean of(String value) {
        int prefix = prefix(value);
        return random(value) || prefix > 0 && random(value.substring(prefix));
    }

    /** Length of a short word and the sign after it, before at least so many hexadecimal digits; 0 for none. */
    private static int prefix(String value) {
        int end = 0;
        while (end < PREFIX && end < value.length() && Characters.letter(value.charAt(end))) {
            end++;
        }
        boolean sign = end > 0 && end < value.length() && (value.charAt(end) == '_' || value.charAt(end) == '-');
        return sign && value.length() - end > HEXADECIMAL && hexadecimal(value.substring(end + 1)) ? end + 1 : 0;
    }

    private static boolean random(String value) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            digits += Characters.digit(c) ? 1 : 0;
            letters += Characters.letter(c) ? 1 : 0;
        }
        double bits = Chance.bits(value);
        return letters > 0
                && (digits > 0 || value.length() >= LETTERS_ALONE)
                && bits >= (digits == 0 ? STRONG_EVIDENCE : digits == 1 ? MORE_EVIDENCE : EVIDENCE)
                && bits >= FOR_EACH_CHARACTER * value.length();
    }

    /** Whether somebody, or a generator, took care with it: like {@link #of}, or no words and not short. */
    static boolean chosen(String value) {
        return of(value) || value.length() >= CAREFUL && !words(value);
    }

    /** Whether it reads as words or names. */
    static boolean words(String value) {
        return Chance.bits(value) < 0;
    }

    static boolean uuid(String value) {
        return UUID.matches(value);
    }

    static boolean hexadecimal(String value) {
        return value.chars().allMatch(Characters::hexadecimal);
    }
}
