package io.jenkins.lib.containergate.policy.setting;

/**
 * A pattern over names, anchored at both ends; letters and digits mean themselves.
 *
 * <p>Over paths (repositories, references, files) {@code *} stops at {@code /} and {@code **} does not. Over plain
 * text (rule ids, package URLs, owners) {@code *} stands for anything. There is no escape and no {@code ?}: package
 * URLs contain one.
 */
public final class Glob {
    /** Longest pattern, in characters: bounds the work of a match. */
    public static final int MAX_LENGTH = 1_024;

    private static final char STAR = '*';
    /** Stands for {@code **} after parsing; not a character of Unicode text. */
    private static final char ANYTHING = '\uFFFF';

    private final String pattern;
    private final String symbols;
    /** Length of the part before the first wildcard: spares most names the table. */
    private final int prefix;

    private Glob(String pattern, String symbols) {
        this.pattern = pattern;
        this.symbols = symbols;
        this.prefix =
                (int) symbols.chars().takeWhile(c -> c != STAR && c != ANYTHING).count();
    }

    /** @throws IllegalArgumentException when blank, too long, or not text */
    public static Glob overPath(String pattern) {
        check(pattern);
        return new Glob(pattern, pattern.replaceAll("\\*{2,}", String.valueOf(ANYTHING)));
    }

    /** @throws IllegalArgumentException when blank, too long, or not text */
    public static Glob overText(String pattern) {
        check(pattern);
        return new Glob(pattern, pattern.replaceAll("\\*+", String.valueOf(ANYTHING)));
    }

    private static void check(String pattern) {
        boolean visible = pattern.chars().noneMatch(c -> Character.isISOControl(c) || c == ANYTHING);
        if (pattern.isBlank() || pattern.length() > MAX_LENGTH || !visible) {
            throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
        }
    }

    public boolean matches(String name) {
        if (!name.regionMatches(0, symbols, 0, prefix)) {
            return false;
        }
        return literal() ? name.length() == prefix : name.indexOf(ANYTHING) < 0 && accepts(name, false);
    }

    /** Every name the other pattern matches is matched by this one too. May say no where it is true, never the reverse. */
    public boolean covers(Glob other) {
        return accepts(other.symbols, true);
    }

    /** Some name is matched by both. */
    public boolean meets(Glob other) {
        int width = other.symbols.length() + 1;
        boolean[] reachable = new boolean[(symbols.length() + 1) * width];
        reachable[0] = true;
        for (int i = 0; i <= symbols.length(); i++) {
            for (int j = 0; j < width; j++) {
                if (reachable[i * width + j]) {
                    char mine = i < symbols.length() ? symbols.charAt(i) : 0;
                    char theirs = j < width - 1 ? other.symbols.charAt(j) : 0;
                    boolean down = mine != 0 && (wildcard(mine) || consumes(theirs, mine));
                    boolean right = theirs != 0 && (wildcard(theirs) || consumes(mine, theirs));
                    if (down) {
                        reachable[(i + 1) * width + j] = true;
                    }
                    if (right) {
                        reachable[i * width + j + 1] = true;
                    }
                    if (mine != 0 && mine == theirs) {
                        reachable[(i + 1) * width + j + 1] = true;
                    }
                }
            }
        }
        return reachable[reachable.length - 1];
    }

    private static boolean wildcard(char symbol) {
        return symbol == STAR || symbol == ANYTHING;
    }

    private static boolean consumes(char wildcard, char read) {
        return wildcard == ANYTHING || wildcard == STAR && read != '/';
    }

    /** Without a wildcard: matches one name. */
    public boolean literal() {
        return prefix == symbols.length();
    }

    /** Nothing but wildcards and separators: names nobody in particular. */
    public boolean unbounded() {
        return symbols.chars().noneMatch(Character::isLetterOrDigit);
    }

    /**
     * Table-driven: reachable[i] says that the first i symbols of this pattern can stand for what was read so far.
     *
     * @param pattern whether the text is itself a parsed pattern, whose wildcards only a wildcard as wide can stand for
     */
    private boolean accepts(String text, boolean pattern) {
        boolean[] reachable = new boolean[symbols.length() + 1];
        reachable[0] = true;
        skipWildcards(reachable);
        for (int i = 0; i < text.length(); i++) {
            char read = text.charAt(i);
            boolean wildcard = pattern && (read == STAR || read == ANYTHING);
            for (int j = symbols.length(); j > 0; j--) {
                char symbol = symbols.charAt(j - 1);
                boolean consumed = symbol == ANYTHING || symbol == STAR && read != '/' && read != ANYTHING;
                boolean equal = symbol == read && symbol != STAR && !wildcard;
                reachable[j] = consumed && reachable[j] || equal && reachable[j - 1];
            }
            reachable[0] = false;
            skipWildcards(reachable);
        }
        return reachable[symbols.length()];
    }

    /** A wildcard may stand for nothing. */
    private void skipWildcards(boolean[] reachable) {
        for (int j = 1; j < reachable.length; j++) {
            char symbol = symbols.charAt(j - 1);
            reachable[j] |= (symbol == STAR || symbol == ANYTHING) && reachable[j - 1];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern) && glob.symbols.equals(symbols);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** As written. */
    @Override
    public String toString() {
        return pattern;
    }
}
