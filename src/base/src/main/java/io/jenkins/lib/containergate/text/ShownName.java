package io.jenkins.lib.containergate.text;

/**
 * What stands in a file where a name belongs, fit for a message. Only words are shown: somebody may have put a password or
 * a token there, and messages end up in logs that many read.
 */
public final class ShownName {
    /** Of the longest name that is shown. */
    private static final int LONGEST = 60;

    private static final int LONGEST_WORD = 20;
    /** Years, ports and the numbers of vulnerabilities have fewer digits. */
    private static final int LONGEST_NUMBER = 6;

    private static final String BETWEEN = "-_.:/ ";

    private ShownName() {}

    /** The name, or that it is none. */
    public static String of(String text) {
        return name(text) ? text : "(" + text.length() + " characters, not shown because they look like no name)";
    }

    /** Words and numbers with signs between them; no word has more capitals than names have. */
    static boolean name(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || BETWEEN.indexOf(text.charAt(i)) >= 0) {
                if (!word(text.substring(start, i))) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static boolean word(String word) {
        int letters = 0;
        int capitals = 0;
        while (letters < word.length() && letter(word.charAt(letters))) {
            capitals += word.charAt(letters) <= 'Z' ? 1 : 0;
            letters++;
        }
        int digits = word.length() - letters;
        for (int i = letters; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        boolean named = letters <= LONGEST_WORD && (capitals == letters || capitals <= 1 + letters / 5);
        return named && digits <= (letters > 0 ? 1 : LONGEST_NUMBER);
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
