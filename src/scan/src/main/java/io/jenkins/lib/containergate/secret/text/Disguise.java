package io.jenkins.lib.containergate.secret.text;

/** Signs and digits that people write for letters: {@code P@ssw0rd}. */
final class Disguise {
    private static final String SIGNS = "@4310$5!7";
    private static final String LETTERS = "aaeiossit";

    private Disguise() {}

    /** @param text in lower case */
    static String undone(String text) {
        StringBuilder letters = new StringBuilder();
        for (char c : text.toCharArray()) {
            letters.append(undone(c));
        }
        return letters.toString();
    }

    /**
     * Whether a word stands there, disguised or not.
     *
     * @param text in lower case
     */
    static boolean within(String text, int from, String word) {
        if (from + word.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = text.charAt(from + i);
            if (c != word.charAt(i) && undone(c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char undone(char c) {
        int sign = SIGNS.indexOf(c);
        return sign < 0 ? c : LETTERS.charAt(sign);
    }
}
