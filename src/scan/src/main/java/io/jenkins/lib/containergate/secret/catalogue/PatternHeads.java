package io.jenkins.lib.containergate.secret.catalogue;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * With which texts the matches of a pattern begin, as far as it says so: {@code \b(gh[pousr]_[0-9a-z]{36})} with
 * {@code ghp_}, {@code gho_} and so on. What it does not understand ends a text, so every match begins with one of them.
 */
final class PatternHeads {
    private static final int MOST = 64;
    private static final int MOST_OF_A_CLASS = 12;
    private static final Heads UNKNOWN = new Heads(Set.of(""), false);
    private static final Heads NOTHING = new Heads(Set.of(""), true);

    private final String pattern;
    private int at;
    private int branches;
    private int firstEnd;
    private int depth;
    private boolean failed;
    private Set<String> texts = Set.of("");

    private PatternHeads(String pattern) {
        this.pattern = pattern;
    }

    /**
     * @param texts in lower case, one of which every match begins with
     * @param exact whether a match is one of them and nothing more
     */
    private record Heads(Set<String> texts, boolean exact) {
        Heads then(Heads next) {
            if (!exact || texts.size() * next.texts.size() > MOST) {
                return new Heads(texts, false);
            }
            Set<String> joined = new LinkedHashSet<>();
            texts.forEach(text -> next.texts.forEach(more -> joined.add(text + more)));
            return new Heads(joined, next.exact);
        }

        Heads or(Heads other) {
            Set<String> all = new LinkedHashSet<>(texts);
            all.addAll(other.texts);
            return all.size() > MOST ? UNKNOWN : new Heads(all, exact && other.exact);
        }
    }

    static PatternHeads of(String pattern) {
        PatternHeads reading = new PatternHeads(pattern);
        Heads heads = reading.alternatives();
        boolean understood = !reading.failed && reading.at >= pattern.length();
        reading.texts = understood ? heads.texts() : Set.of("");
        return reading;
    }

    /** In lower case; every match begins with one of them. */
    Set<String> texts() {
        return texts;
    }

    /** Alternatives of the whole. */
    int branches() {
        return branches;
    }

    /** Where its first element ends that is no condition. */
    int firstEnd() {
        return firstEnd;
    }

    private Heads alternatives() {
        Heads all = branch();
        branches += depth == 0 ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all = all.or(branch());
            branches += depth == 0 ? 1 : 0;
        }
        return all;
    }

    private Heads branch() {
        Heads all = NOTHING;
        while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
            Heads element = repeated(element());
            if (depth == 0 && firstEnd == 0 && element != NOTHING) {
                firstEnd = at;
            }
            all = all.then(element);
        }
        return all;
    }

    private Heads repeated(Heads element) {
        if (at >= pattern.length()) {
            return element;
        }
        char c = pattern.charAt(at);
        if (c == '{' && at + 1 < pattern.length() && Character.isDigit(pattern.charAt(at + 1))) {
            boolean none = pattern.charAt(at + 1) == '0';
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
            lazy();
            return none ? UNKNOWN : new Heads(element.texts(), false);
        }
        if (c == '*' || c == '?' || c == '+') {
            at++;
            lazy();
            return switch (c) {
                case '+' -> new Heads(element.texts(), false);
                case '?' -> element.exact() ? element.or(NOTHING) : UNKNOWN;
                default -> UNKNOWN;
            };
        }
        return element;
    }

    private void lazy() {
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
        }
    }

    private Heads element() {
        char c = pattern.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> oneOf();
            case '\\' -> escape();
            case '^', '$' -> {
                at++;
                yield NOTHING;
            }
            case '.' -> {
                at++;
                yield UNKNOWN;
            }
            default -> {
                at++;
                yield literal(c);
            }
        };
    }

    private static Heads literal(char c) {
        return c < 0x80 ? new Heads(Set.of(String.valueOf(c).toLowerCase(Locale.ROOT)), true) : UNKNOWN;
    }

    private Heads group() {
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            while (at < pattern.length() && ":>)".indexOf(pattern.charAt(at)) < 0) {
                at++;
            }
            if (at < pattern.length() && pattern.charAt(at++) == ')') {
                return NOTHING;
            }
        }
        depth++;
        Heads inner = alternatives();
        depth--;
        at++;
        return inner;
    }

    private Heads escape() {
        char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 'x';
        if (c == 'Q' || c == 'p' || c == 'P' || c == 'x') {
            // of another length than two
            failed = true;
            at = pattern.length();
            return UNKNOWN;
        }
        at += 2;
        // not within a word, which a text cut off there would not be
        failed |= c == 'B';
        if (c == 'b' || c == 'A') {
            return NOTHING;
        }
        return Character.isLetterOrDigit(c) ? UNKNOWN : literal(c);
    }

    /** Of a class with few characters, each; ranges and classes of classes only where that is few. */
    private Heads oneOf() {
        int end = Math.min(pattern.length(), PatternSize.classEnd(pattern, at));
        String inside = pattern.substring(at + 1, Math.max(at + 1, end - 1));
        at = end;
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            boolean range = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
            char last = range ? inside.charAt(i + 2) : c;
            if (c == '^' && i == 0
                    || c == '\\'
                    || c == '['
                    || last == '\\'
                    || last - c > MOST_OF_A_CLASS
                    || last >= 0x80) {
                return UNKNOWN;
            }
            for (char each = c; each <= last; each++) {
                texts.add(String.valueOf(each).toLowerCase(Locale.ROOT));
            }
            i += range ? 2 : 0;
        }
        return texts.isEmpty() || texts.size() > MOST_OF_A_CLASS ? UNKNOWN : new Heads(texts, true);
    }
}
