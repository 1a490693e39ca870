package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the first bytes of everything a pattern matches are, position by position, as far as the pattern says so for
 * sure. To ask for them costs nanoseconds and refuses nearly every text, to ask the pattern costs microseconds.
 */
final class RegexPrefix {
    private static final String SPECIAL = "\\[](){}.*+?|^$";
    private static final int BYTES = 256;

    private final List<BitSet> positions = new ArrayList<>();
    private final String pattern;
    private int next;

    private RegexPrefix(String pattern) {
        this.pattern = pattern;
    }

    /** @param pattern in RE2's syntax; of what is not understood here, nothing is required */
    static RegexPrefix of(String pattern) {
        RegexPrefix beginning = new RegexPrefix(pattern);
        beginning.read();
        if (beginning.alternativesOnTop()) {
            beginning.positions.clear();
        }
        return beginning;
    }

    int length() {
        return positions.size();
    }

    /** Whether one of the first characters is a sign that words and base 64 seldom have, as in {@code ghp_}. */
    boolean holdsSign() {
        for (int i = 3; i < Math.min(8, positions.size()); i++) {
            BitSet only = positions.get(i);
            if (only.cardinality() == 1 && (only.get('_') || only.get('-') || only.get('.'))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a match may begin here; false is certain. */
    boolean at(TextWindow text, int from) {
        for (int i = 0; i < positions.size(); i++) {
            int found = text.at(from + i);
            if (found == TextWindow.NOTHING || !positions.get(i).get(found)) {
                return false;
            }
        }
        return true;
    }

    private void read() {
        while (next < pattern.length()) {
            Atom atom = pattern.startsWith("(?:", next) ? words() : new Atom(List.of(one()), false);
            if (atom.positions.isEmpty() || atom.positions.get(0).isEmpty()) {
                return;
            }
            Quantifier quantifier = quantifier();
            for (int i = 0; i < (atom.open ? Math.min(1, quantifier.least) : quantifier.least); i++) {
                positions.addAll(atom.positions);
            }
            if (atom.open || quantifier.open) {
                return;
            }
        }
    }

    /** @param open whether more may follow than is required */
    private record Atom(List<BitSet> positions, boolean open) {}

    private record Quantifier(int least, boolean open) {}

    private Quantifier quantifier() {
        char c = next < pattern.length() ? pattern.charAt(next) : 0;
        if (c == '?' || c == '*' || c == '+') {
            return new Quantifier(c == '+' ? 1 : 0, true);
        }
        int end = c == '{' ? pattern.indexOf('}', next) : -1;
        if (end < 0) {
            return new Quantifier(1, c == '{');
        }
        String[] counts = pattern.substring(next + 1, end).split(",", -1);
        next = end + 1;
        boolean number = counts[0].matches("[0-9]{1,4}");
        return new Quantifier(number ? Integer.parseInt(counts[0]) : 0, counts.length > 1 || !number);
    }

    /** The bytes of one character or class; none when it is neither. */
    private BitSet one() {
        char c = pattern.charAt(next);
        if (c == '[') {
            return characterClass();
        }
        BitSet only = new BitSet(BYTES);
        boolean escaped = c == '\\' && next + 1 < pattern.length() && punctuation(pattern.charAt(next + 1));
        if (escaped || SPECIAL.indexOf(c) < 0 && c < BYTES) {
            only.set(escaped ? pattern.charAt(next + 1) : c);
            next += escaped ? 2 : 1;
        }
        return only;
    }

    private BitSet characterClass() {
        BitSet allowed = new BitSet(BYTES);
        int i = next + 1;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            char first = pattern.charAt(i);
            if (first == '\\' && i + 1 < pattern.length() && punctuation(pattern.charAt(i + 1))) {
                first = pattern.charAt(++i);
            } else if (first == '\\' || first == '^' || first == '[' || first >= BYTES) {
                return new BitSet(BYTES);
            }
            boolean range = i + 2 < pattern.length() && pattern.charAt(i + 1) == '-' && pattern.charAt(i + 2) != ']';
            char last = range ? pattern.charAt(i + 2) : first;
            if (last == '\\' && range || last < first || last >= BYTES) {
                return new BitSet(BYTES);
            }
            allowed.set(first, last + 1);
            i += range ? 3 : 1;
        }
        next = i + 1;
        return allowed;
    }

    /** What words in a group have in common up to the end of the shortest; nothing when it holds anything else. */
    private Atom words() {
        int end = pattern.indexOf(')', next);
        String inside = end < 0 ? "" : pattern.substring(next + "(?:".length(), end);
        if (inside.chars().anyMatch(c -> c != '|' && SPECIAL.indexOf(c) >= 0 || c >= BYTES)) {
            return new Atom(List.of(), true);
        }
        String[] words = inside.split("\\|", -1);
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        for (String word : words) {
            shortest = Math.min(shortest, word.length());
            longest = Math.max(longest, word.length());
        }
        List<BitSet> common = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            BitSet allowed = new BitSet(BYTES);
            for (String word : words) {
                allowed.set(word.charAt(i));
            }
            common.add(allowed);
        }
        next = end + 1;
        return new Atom(common, longest > shortest);
    }

    /** A bar outside of all groups and classes: the pattern may begin with what stands after it. */
    private boolean alternativesOnTop() {
        int depth = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (c == '|' && depth == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean punctuation(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
}
