package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;

/** Escapes in string literals, as far as JSON and most programming languages agree on them. */
public final class Escapes {
    private static final int UNICODE = 6;
    /** Escapes of characters that are not of ASCII, which are words of another language, and what colours a terminal. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\\\?u(?:00[89A-Fa-f]|0[1-9A-Fa-f]|[1-9A-Fa-f])[0-9A-Fa-f]{1,2}|\\\\x[89A-Fa-f]"
                    + "|\\\\(?:033|x1[bB]|u001[bB]|e)\\[[0-9;]{0,8}m");

    private Escapes() {}

    /** Whether it has characters that are not of ASCII or colours of a terminal, written as escapes. */
    public static boolean foreign(String written) {
        return written.indexOf('\\') >= 0 && FOREIGN.matcher(written).find();
    }

    /** The text with escaped slashes, quotes, backslashes and ASCII characters resolved; everything else as it is. */
    public static String resolved(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder resolved = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            char next = c == '\\' && i + 1 < written.length() ? written.charAt(i + 1) : 0;
            int unicode = next == 'u' ? ascii(written, i) : -1;
            if (unicode >= 0) {
                resolved.append((char) unicode);
                i += UNICODE - 1;
            } else if (next == '/' || next == '"' || next == '\'' || next == '\\') {
                resolved.append(next);
                i++;
            } else {
                resolved.append(c);
            }
        }
        return resolved.toString();
    }

    /** The printable character of ASCII that an escape names; -1 for none. */
    private static int ascii(String written, int at) {
        if (at + UNICODE > written.length() || !written.startsWith("00", at + 2)) {
            return -1;
        }
        int high = Character.digit(written.charAt(at + 4), 16);
        int low = Character.digit(written.charAt(at + 5), 16);
        int c = high << 4 | low;
        return high >= 0 && low >= 0 && Characters.printable(c) ? c : -1;
    }
}
