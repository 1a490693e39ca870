package io.jenkins.lib.containergate.secret.text;

/**
 * A few characters of ASCII. Whether it holds one is asked of nearly every byte around a keyword: two comparisons answer, and so
 * loops over it take little to compile.
 *
 * @param below one bit for each character before {@code @}
 * @param above one bit for each of the others
 */
record CharacterSet(long below, long above) {
    private static final int ASCII = 128;

    /** @param characters of ASCII */
    static CharacterSet of(String characters) {
        long below = 0;
        long above = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c >= ASCII) {
                throw new IllegalArgumentException("a character set holds characters of ASCII");
            }
            below |= c < Long.SIZE ? 1L << c : 0;
            above |= c < Long.SIZE ? 0 : 1L << c;
        }
        return new CharacterSet(below, above);
    }

    /** With some more characters. */
    CharacterSet and(String characters) {
        CharacterSet more = of(characters);
        return new CharacterSet(below | more.below, above | more.above);
    }

    /** @return false of {@link TextWindow#NOTHING} and of what is not ASCII */
    boolean has(int c) {
        return (c & -ASCII) == 0 && ((c < Long.SIZE ? below : above) >>> c & 1) != 0;
    }
}
