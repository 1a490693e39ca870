package io.jenkins.lib.containergate.secret.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of bytes in which something is recognised, by one thread. Positions are those of the buffer; bytes outside read as
 * {@link #NOTHING}. Text is looked at byte by byte, as ISO-8859-1: everything that matters is ASCII.
 */
public final class TextWindow {
    /** What stands before the start and after the end. */
    public static final int NOTHING = -1;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final boolean program;
    private final Reach bare = new Reach();
    private final Reach expression = new Reach();
    private @Nullable TextIndex index;

    /** @param bytes not copied; nobody may change them while the window is in use */
    TextWindow(byte[] bytes, int start, int end) {
        this(bytes, start, end, false);
    }

    private TextWindow(byte[] bytes, int start, int end, boolean program) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.program = program;
    }

    /** Over bytes that stay as they are while the window is in use. */
    public static TextWindow over(byte[] bytes, int start, int end) {
        if (start < 0 || end > bytes.length || start > end) {
            throw new IllegalArgumentException("a window lies inside its buffer");
        }
        return new TextWindow(bytes, start, end);
    }

    /** The same over a program or other binary content, in which texts may stand side by side without anything between. */
    public TextWindow ofProgram() {
        return new TextWindow(bytes, start, end, true);
    }

    public boolean program() {
        return program;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** The byte there, 0 to 255, or {@link #NOTHING}. */
    public int at(int position) {
        // one comparison, as Integer.compareUnsigned makes it: whoever asks in a loop is compiled in half the time
        return position - start + Integer.MIN_VALUE >= end - start + Integer.MIN_VALUE
                ? NOTHING
                : bytes[position] & 0xff;
    }

    /** Where what a set holds ends: the first position from one on, at most at another, where something else stands. */
    int after(CharacterSet set, int from, int most) {
        // within the array on all paths: what is compiled for the usual one is compiled anew where it is left
        int last = Math.min(most, end);
        int at = from;
        while (at >= start && at < last && set.has(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The same backwards: where what a set holds begins that ends at a position, at least at another. */
    int before(CharacterSet set, int end, int least) {
        int first = Math.max(least, start);
        int at = end;
        while (at > first && at <= this.end && set.has(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /** The text from one position to another, cut to the window. */
    public String text(int from, int to) {
        int first = Math.max(from, start);
        int last = Math.min(to, end);
        return first >= last ? "" : new String(bytes, first, last - first, StandardCharsets.ISO_8859_1);
    }

    public boolean startsWith(String text, int position) {
        if (position < start || position + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((bytes[position + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first place of a text, in whatever case, whole between two positions; -1 for none.
     *
     * @param lower in lower case
     */
    public int indexOf(String lower, int from, int to) {
        int last = Math.min(to, end) - lower.length();
        if (lower.isEmpty()) {
            return Math.max(from, start) <= last ? Math.max(from, start) : -1;
        }
        int first = lower.charAt(0);
        int upper = Characters.lower(first) ? first - ('a' - 'A') : first;
        for (int i = Math.max(from, start); i <= last; i++) {
            int c = bytes[i] & 0xff;
            if ((c == first || c == upper) && matches(lower, i)) {
                return i;
            }
        }
        return -1;
    }

    /** As {@link #indexOf}, the last one. */
    public int lastIndexOf(String lower, int from, int to) {
        int first = Math.max(from, start);
        for (int i = Math.min(to, end) - lower.length(); i >= first; i--) {
            if (matches(lower, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(String lower, int position) {
        for (int i = 0; i < lower.length(); i++) {
            if (Characters.toLower(bytes[position + i] & 0xff) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where a value without quotes that begins at a position ends, at most so many bytes away. */
    int bareEnd(int from, int most) {
        return bare.learn(from, after(Characters.BARE, bare.from(from), from + most));
    }

    /** The first position from one on, at most at another, where an expression may end, or a literal or a choice in it begins. */
    int expressionStop(int from, int most) {
        return expression.learn(from, next(Characters.EXPRESSION_STOPS, Math.min(expression.from(from), most), most));
    }

    /** The first position from one on, at most at another, where something of a set stands, or the window ends. */
    private int next(CharacterSet set, int from, int most) {
        int last = Math.min(most, end);
        int at = from;
        while (at >= start && at < last && !set.has(bytes[at])) {
            at++;
        }
        return at;
    }

    /**
     * How far it was from the place that was asked of last. In a text without blanks, or without quotes, every name is followed by
     * the rest of it, which is looked at once so.
     */
    private static final class Reach {
        private int from;
        private int to;

        /** Where to look on from: nothing stands between a position and it. */
        int from(int position) {
            return position >= from && position < to ? to : position;
        }

        int learn(int position, int reached) {
            from = position;
            to = reached;
            return reached;
        }
    }

    /** What other places of the text refer to. */
    TextIndex index() {
        TextIndex known = index;
        if (known == null) {
            known = new TextIndex(this);
            index = known;
        }
        return known;
    }

    /** May hold a secret. */
    @Override
    public String toString() {
        return "TextWindow[" + (end - start) + " bytes]";
    }
}
