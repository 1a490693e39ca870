package io.jenkins.lib.containergate.policy.yaml;

/** Hostile text made fit for a message: one line, no control or direction-changing characters, bounded. */
public final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    public static String of(String text) {
        return of(text, LENGTH);
    }

    /** @param length characters kept of the text */
    public static String of(String text, int length) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(length)
                .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) || invisible(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > length ? shown + "..." : shown.toString();
    }

    private static boolean invisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE;
    }
}
