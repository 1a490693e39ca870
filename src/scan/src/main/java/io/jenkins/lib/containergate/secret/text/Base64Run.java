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
     * there is none. Looks at eight bytes of every so many: a run of the length holds eight of them whole, wherever it
     * begins.
     *
     * @param length at least eight
     */
    public static int find(byte[] bytes, int from, int to, int length) {
        int step = length - EightBytes.LENGTH + 1;
        int settled = from;
        int i = from;
        while (i <= to - EightBytes.LENGTH) {
            if (!EightBytes.withoutBlanks(EightBytes.at(bytes, i))
                    || end(bytes, i, i + EightBytes.LENGTH) < i + EightBytes.LENGTH) {
                i += step;
                continue;
            }
            int start = i;
            while (start > settled && digit(bytes[start - 1])) {
                start--;
            }
            int end = end(bytes, i + EightBytes.LENGTH, Math.min(to, start + length));
            if (end - start == length) {
                return start;
            }
            settled = end + 1;
            i = settled;
        }
        return to;
    }

    /** The first position that holds no digit; {@code to} when there is none. */
    public static int end(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && digit(bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean digit(byte b) {
        return VALUES[b & 0xff] != NONE;
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
