package io.jenkins.lib.containergate.secret.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How much more likely a random generator wrote a value than a programmer did. Programmers write words, names, paths and
 * expressions: how often one character follows another in those was counted in the string literals and settings of public
 * source trees ({@code code-pairs.txt}).
 */
public final class Chance {
    private static final String FILE = "code-pairs.txt";
    private static final int FIRST = ' ';
    private static final int CHARACTERS = 95;
    /** Bits of a signs alphabet: generators use between ten and thirty-two of them. */
    private static final int SIGNS = 20;

    private static final int LETTERS = 26;
    private static final int DIGITS = 10;
    private static final int HEXADECIMAL = 16;

    /** Half bits of the surprise that the second character follows the first. */
    private static final byte[] SURPRISE = read();

    private Chance() {}

    /**
     * The logarithm to base 2 of the ratio of both likelihoods. Words and names have less than 0, values of twelve or more
     * random characters nearly always more than 10.
     */
    public static double bits(String value) {
        int halves = 0;
        int previous = FIRST;
        for (int i = 0; i < value.length(); i++) {
            int next = Characters.printable(value.charAt(i)) ? value.charAt(i) : FIRST;
            halves += SURPRISE[(previous - FIRST) * CHARACTERS + next - FIRST];
            previous = next;
        }
        return halves / 2.0 - value.length() * Math.log(alphabet(value)) / Math.log(2);
    }

    /** How many characters a generator chose from. */
    private static int alphabet(String value) {
        int lower = 0;
        int upper = 0;
        int digits = 0;
        int signs = 0;
        boolean hexadecimal = true;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            hexadecimal &= Characters.hexadecimal(c) || c == '-';
            if (Characters.lower(c)) {
                lower = LETTERS;
            } else if (Characters.upper(c)) {
                upper = LETTERS;
            } else if (Characters.digit(c)) {
                digits = DIGITS;
            } else {
                signs = SIGNS;
            }
        }
        return hexadecimal ? HEXADECIMAL : Math.max(1, lower + upper + digits + signs);
    }

    private static byte[] read() {
        try (InputStream in = Objects.requireNonNull(Chance.class.getResourceAsStream(FILE), FILE)) {
            String[] rows = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
            byte[] surprise = new byte[CHARACTERS * CHARACTERS];
            for (int row = 0; row < CHARACTERS; row++) {
                for (int column = 0; column < CHARACTERS; column++) {
                    surprise[row * CHARACTERS + column] = (byte) (rows[row].charAt(column) - 'A');
                }
            }
            return surprise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
