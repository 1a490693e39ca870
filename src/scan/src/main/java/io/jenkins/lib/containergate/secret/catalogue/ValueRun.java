package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.BitSet;
import java.util.regex.Matcher;

/**
 * What a part of a pattern begins with, where that is a run of characters of some classes:
 * {@code ([a-z0-9]{32}|[A-F]{2}[a-z]{40,})} with at least 32 of {@code [a-zA-F0-9]}.
 *
 * @param characters of ISO 8859-1
 * @param least how many of them there are; 0 where the pattern does not say so
 */
record ValueRun(BitSet characters, int least) {
    private static final java.util.regex.Pattern ATOM = java.util.regex.Pattern.compile(
            "\\[\\^?(?:\\\\.|[^\\]\\[\\\\])+\\](?:\\{([0-9]{1,3})(?:,[0-9]{0,4})?\\})?(?![*+?{])");

    static final ValueRun NONE = new ValueRun(new BitSet(), 0);

    /**
     * @param flags of the pattern, such as {@code (?i)}
     * @param from where the part begins, within a group or without
     */
    static ValueRun of(String flags, String pattern, int from) {
        boolean group = pattern.startsWith("(", from) && !pattern.startsWith("(?", from);
        int at = group ? from + 1 : from;
        BitSet all = new BitSet();
        int least = Integer.MAX_VALUE;
        do {
            Matcher atom = ATOM.matcher(pattern);
            int count = 0;
            while (atom.find(at) && atom.start() == at) {
                if (!add(flags + atom.group().replaceFirst("\\{[0-9,]+\\}$", ""), all)) {
                    return NONE;
                }
                count += atom.group(1) == null ? 1 : Integer.parseInt(atom.group(1));
                at = atom.end();
            }
            least = Math.min(least, count);
            // the rest of this alternative says nothing; the next one may begin with anything else
            int next = group ? nextAlternative(pattern, at) : -1;
            if (next == -2) {
                return NONE;
            }
            at = next;
        } while (at >= 0);
        return least == 0 ? NONE : new ValueRun(all, least);
    }

    /** After the bar; -1 when the group ends before one, -2 when what follows is not simple. */
    private static int nextAlternative(String pattern, int from) {
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '|') {
                return i + 1;
            }
            if (c == ')') {
                boolean optional = i + 1 < pattern.length() && "*?{".indexOf(pattern.charAt(i + 1)) >= 0;
                return optional ? -2 : -1;
            }
            if (c == '(' || c == '[' || c == '\\') {
                return -2;
            }
        }
        return -2;
    }

    private static boolean add(String one, BitSet all) {
        try {
            Pattern pattern = Pattern.compile(one);
            for (int c = 0; c < 256; c++) {
                if (pattern.matches(String.valueOf((char) c))) {
                    all.set(c);
                }
            }
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Whether enough of them stand there. */
    boolean at(CharSequence text, int position) {
        if (position + least > text.length()) {
            return false;
        }
        for (int i = position; i < position + least; i++) {
            if (!characters.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
