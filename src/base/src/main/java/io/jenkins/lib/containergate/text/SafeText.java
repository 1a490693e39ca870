package io.jenkins.lib.containergate.text;

import java.util.Locale;

/**
 * Text from a hostile source made fit to be shown: well-formed Unicode of bounded length, and for the eyes of people
 * without characters that steer a terminal, reorder a line or hide in it. Nothing is removed: such a character is written
 * out as <code>\\u{202E}</code>, so one name looks the same in every message and report, and different names differ.
 *
 * <p>File names, package names and titles come from images and vulnerability databases; an attacker writes them. Text that
 * was made visible once stays as it is when it is made visible again.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/">Unicode security considerations</a>
 */
public final class SafeText {
    /** Of a name or value within a message, in UTF-16 units. */
    private static final int MAX_NAME = 200;

    private static final char CUT = '\u2026';
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Characters that are drawn as nothing although their category is that of a letter, mark or symbol, or that Unicode
     * has reserved for such. First and last of each range.
     *
     * @see <a href="https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt">Default_Ignorable_Code_Point</a>
     */
    private static final int[][] BLANK = {
        {0x034F, 0x034F}, // combining grapheme joiner
        {0x115F, 0x1160}, // Hangul fillers
        {0x17B4, 0x17B5}, // Khmer inherent vowels
        {0x180B, 0x180F}, // Mongolian variation selectors
        {0x2065, 0x2065},
        {0x2800, 0x2800}, // blank braille pattern
        {0x3164, 0x3164}, // Hangul filler
        {0xFE00, 0xFE0F}, // variation selectors
        {0xFFA0, 0xFFA0}, // half-width Hangul filler
        {0xFFF0, 0xFFF8},
        {0xE0000, 0xE0FFF}, // tags, variation selectors
    };

    private SafeText() {}

    /**
     * For machines: unpaired surrogates replaced, nothing else changed up to {@code maxLength}.
     *
     * @param maxLength in UTF-16 units, the mark of the cut included
     */
    public static String bounded(String text, int maxLength) {
        StringBuilder out = buffer(text, maxLength);
        for (int i = 0; i < text.length() && out.length() <= maxLength; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            out.appendCodePoint(isSurrogate(codePoint) ? REPLACEMENT : codePoint);
        }
        return cut(out, maxLength);
    }

    /** A name or value within a message, on one line: at most 200 UTF-16 units. */
    public static String visible(String text) {
        return visible(text, MAX_NAME);
    }

    /** The same between single quotes. */
    public static String quoted(String text) {
        return '\'' + visible(text) + '\'';
    }

    /**
     * For people, on one line: characters that are treacherous, and spaces that nobody would see, are written out.
     *
     * @param maxLength in UTF-16 units of the result, the mark of the cut included
     */
    public static String visible(String text, int maxLength) {
        if (text.length() <= maxLength && isPlain(text)) {
            return text;
        }
        StringBuilder out = buffer(text, maxLength);
        for (int i = 0; i < text.length() && out.length() <= maxLength; ) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (isTreacherous(codePoint) || isHiddenSpace(text, i, next, codePoint)) {
                out.append(String.format(Locale.ROOT, "\\u{%04X}", codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
            i = next;
        }
        return cut(out, maxLength);
    }

    /** Letters, digits and signs of ASCII alone, as in nearly every name. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Free text, such as the title of an advisory, as one visible line: white space between words is one space, and none
     * is around them. Not for names: two that differ in white space alone would look the same.
     *
     * @param maxLength in UTF-16 units of the result, the mark of the cut included
     */
    public static String oneLine(String text, int maxLength) {
        StringBuilder line = buffer(text, maxLength);
        boolean space = false;
        for (int i = 0; i < text.length() && line.length() <= maxLength; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isLineSpace(codePoint)) {
                space = !line.isEmpty();
            } else {
                line.append(space ? " " : "").appendCodePoint(codePoint);
                space = false;
            }
        }
        return visible(line.toString(), maxLength);
    }

    /** Controls, format characters (bidirectional overrides, zero width), surrogates, noncharacters, private use, blanks. */
    public static boolean isTreacherous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isNoncharacter(codePoint) || isBlank(codePoint);
        };
    }

    /** A space at either end or after another, and every other width of space. */
    private static boolean isHiddenSpace(String text, int start, int end, int codePoint) {
        if (codePoint == ' ') {
            return start == 0 || end == text.length() || text.charAt(start - 1) == ' ';
        }
        return Character.getType(codePoint) == Character.SPACE_SEPARATOR;
    }

    private static boolean isLineSpace(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t' || Character.isSpaceChar(codePoint);
    }

    private static boolean isBlank(int codePoint) {
        for (int[] range : BLANK) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    }

    private static StringBuilder buffer(String text, int maxLength) {
        return new StringBuilder(Math.min(text.length(), maxLength) + 2);
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
