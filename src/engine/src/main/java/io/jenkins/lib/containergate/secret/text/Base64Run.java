package io.jenkins.lib.containergate.secret.text;

import java.util.Arrays;

/** Runs of the characters of base 64, either alphabet of RFC 4648, by table. */
public final class Base64Run {
    /** No digit. */
    private static final int NONE = -1;

    private static final byte[] VALUES = values();

    private Base64Run() {}

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) NONE);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }

    /**
     * The first place at or after {@code from} where so many digits stand on end before {@code to}; {@code to} when
     * there is none. Looks from the back, so that it passes over short words without a look at most of their letters.
     */
    public static int find(byte[] bytes, int from, int to, int length) {
        int start = from;
        while (start + length <= to) {
            int i = start + length - 1;
            while (i >= start && VALUES[bytes[i] & 0xff] != NONE) {
                i--;
            }
            if (i < start) {
                return start;
            }
            start = i + 1;
        }
        return to;
    }

    /**
     * Whether the first digits decode to something readable.
     *
     * @param from of so many digits that they decode to {@code length} bytes
     * @param least bytes of them that are printable
     */
    public static boolean readable(byte[] bytes, int from, int length, int least) {
        int unreadable = 0;
        int position = from;
        for (int done = 0; done < length; position += 4) {
            int three = value(bytes, position) << 18
                    | value(bytes, position + 1) << 12
                    | value(bytes, position + 2) << 6
                    | value(bytes, position + 3);
            for (int shift = 16; shift >= 0 && done < length; shift -= 8, done++) {
                int c = three >> shift & 0xff;
                if (!Characters.printable(c)
                        && !Characters.lineBreak(c)
                        && c != '\t'
                        && ++unreadable > length - least) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int value(byte[] bytes, int position) {
        return VALUES[bytes[position] & 0xff];
    }
}
