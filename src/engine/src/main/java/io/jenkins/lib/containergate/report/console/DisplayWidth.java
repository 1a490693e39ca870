package io.jenkins.lib.containergate.report.console;

/**
 * Columns a text takes on a terminal, and cuts that respect them: none for combining marks, two for East Asian wide
 * characters and emoji, one for all others.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode, East Asian width</a>
 */
final class DisplayWidth {
    private static final String CUT = "\u2026";
    /** Below it are neither marks nor wide characters. */
    private static final int FIRST_MARK = 0x300;

    /** First and last of the blocks whose characters are wide. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},
        {0xA000, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private DisplayWidth() {}

    static int of(String text) {
        int columns = 0;
        int next = 0;
        while (next < text.length()) {
            int codePoint = text.codePointAt(next);
            columns += of(codePoint);
            next += Character.charCount(codePoint);
        }
        return columns;
    }

    static int of(int codePoint) {
        if (codePoint < FIRST_MARK) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (codePoint >= block[0] && codePoint <= block[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Keeps the beginning, as for a name. */
    static String cutEnd(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += of(codePoint);
            if (used > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + CUT;
    }

    /** Keeps the end, as for a path. */
    static String cutStart(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1;
        int start = text.length();
        while (start > 0) {
            int codePoint = text.codePointBefore(start);
            used += of(codePoint);
            if (used > columns) {
                break;
            }
            start -= Character.charCount(codePoint);
        }
        return CUT + text.substring(start);
    }
}
