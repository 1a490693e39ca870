package io.jenkins.lib.containergate.rule;

/** Text of a hostile subject, fit for one line of a finding. */
public final class Excerpt {
    private static final int LENGTH = 160;

    private Excerpt() {}

    /**
     * At most 160 characters on one line; control and formatting characters (line breaks, terminal escapes, bidirectional
     * overrides) become question marks.
     */
    public static String of(String text) {
        return of(text, LENGTH);
    }

    /** The same, of another length. */
    public static String of(String text, int length) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), length));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (shown.length() >= length) {
                return shown.append("...").toString();
            }
            shown.appendCodePoint(unprintable(character) ? '?' : character);
            i += Character.charCount(character);
        }
        return shown.toString();
    }

    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
