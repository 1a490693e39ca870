package io.jenkins.lib.containergate.report;

import java.util.Locale;

/**
 * Text from a hostile source made fit to be shown: well-formed Unicode of bounded length, and for the eyes of people
 * without characters that steer a terminal, reorder a line or hide in it.
 *
 * <p>Titles and package names come from vulnerability databases and from files of the image; an attacker writes them.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/">Unicode security considerations</a>
 */
public final class SafeText {
    private static final char CUT = '\u2026';
    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /**
     * For machines: unpaired surrogates replaced, nothing else changed up to {@code maxLength}.
     *
     * @param maxLength in UTF-16 units, the mark of the cut included
     */
    public static String bounded(String text, int maxLength) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxLength + 2));
        for (int i = 0; i < text.length() && out.length() <= maxLength; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            out.appendCodePoint(isSurrogate(codePoint) ? REPLACEMENT : codePoint);
        }
        return cut(out, maxLength);
    }

    /**
     * For people: one line; runs of white space become one space, controls and invisible or reordering characters are
     * written out as <code>\\u{202E}</code>.
     *
     * @param maxLength in UTF-16 units of the result, the mark of the cut included
     */
    public static String visible(String text, int maxLength) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxLength + 2));
        boolean space = false;
        for (int i = 0; i < text.length() && out.length() <= maxLength; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isSpace(codePoint)) {
                space = !out.isEmpty();
                continue;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            if (isTreacherous(codePoint)) {
                out.append(String.format(Locale.ROOT, "\\u{%04X}", codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
        }
        return cut(out, maxLength);
    }

    /** Controls, format characters (bidirectional overrides, zero width), surrogates, noncharacters, private use. */
    public static boolean isTreacherous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isNoncharacter(codePoint);
        };
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\r'
                || codePoint == '\t'
                || Character.getType(codePoint) == Character.SPACE_SEPARATOR;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    }

    private static String cut(StringBuilder text, int maxLength) {
        if (text.length() <= maxLength) {
            return text.toString();
        }
        int end = maxLength - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        text.setLength(end);
        return text.append(CUT).toString();
    }
}
