package io.jenkins.lib.containergate.secret.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A literal that a name is compared with and that stands before it, or beside it in a call: {@code "..." == password},
 * {@code "...".equals(request.getParameter("password"))}, {@code compare_digest(password, b"...")}.
 */
final class Comparison {
    /** Bytes of the expression that the name ends, and of a call that surrounds it. */
    private static final int EXPRESSION = 64;

    private static final int LITERAL = 200;
    private static final int GAP = 4;
    /** Methods of a literal, in lower case. */
    private static final Set<String> METHODS = Set.of("equals", "equalsignorecase", "contentequals", "compareto");

    /** Functions of two texts, in lower case. */
    private static final Set<String> FUNCTIONS = Set.of(
            "equals",
            "isequal",
            "compare_digest",
            "constanttimecompare",
            "hash_equals",
            "timingsafeequal",
            "secure_compare",
            "fixed_length_secure_compare",
            "fixedtimeequals",
            "constant_time_compare",
            "constant_time_eq",
            "strcmp",
            "strncmp",
            "strcasecmp",
            "memcmp");

    private final AssignedName name;
    private final TextWindow text;

    private Comparison(AssignedName name) {
        this.name = name;
        this.text = name.text();
    }

    /** Empty if it is compared with nothing. */
    static Optional<Assignment> of(AssignedName name) {
        return new Comparison(name).literal();
    }

    private Optional<Assignment> literal() {
        int limit = Math.max(text.start(), name.start() - EXPRESSION);
        for (int at = name.start() - 1; at >= limit; at--) {
            int c = text.at(at);
            if (c == '=') {
                return equal(at) ? before(at) : Optional.empty();
            }
            if (c == '(') {
                Optional<Assignment> called = called(at);
                if (called.isPresent()) {
                    return called;
                }
            } else if (c == ',') {
                return inCall(at);
            } else if (!Characters.word(c) && ".$&*\"'[]:{! ".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code ==}, {@code ===}, {@code !=}; of shells, where a variable follows, the single sign. */
    private boolean equal(int at) {
        int first = text.at(at - 1);
        return first == '='
                || first == '!'
                || text.at(name.start()) == '$' && Characters.blank(first)
                || text.at(name.start() - 1) == '{' && text.at(name.start() - 2) == '$' && Characters.blank(first);
    }

    /** The literal that ends before an operator. */
    private Optional<Assignment> before(int operator) {
        int at = operator;
        while (at > operator - GAP && (text.at(at) == '=' || text.at(at) == '!' || Characters.blank(text.at(at)))) {
            at--;
        }
        return endingAt(at);
    }

    /** What the bracket of a call belongs to: a method of a literal, or a function of which the name is the first argument. */
    private Optional<Assignment> called(int bracket) {
        int from = wordBefore(bracket);
        String function = text.text(from, bracket).toLowerCase(Locale.ROOT);
        if (METHODS.contains(function) && text.at(from - 1) == '.' && Characters.quote(text.at(from - 2))) {
            return endingAt(from - 2);
        }
        return FUNCTIONS.contains(function) ? second() : Optional.empty();
    }

    /** The second argument of a call, where the name is in the first. */
    private Optional<Assignment> second() {
        int at = name.end();
        while (at < name.end() + EXPRESSION / 2
                && (Characters.word(text.at(at)) || "()[].\"' ".indexOf(text.at(at)) >= 0)) {
            at++;
        }
        if (text.at(at) != ',') {
            return Optional.empty();
        }
        int begin = WrappedLiteral.position(text, TextIndex.spaces(text, at + 1));
        return begin < 0 ? Optional.empty() : new ValueLexer(text, begin, name).literal(false);
    }

    /** The first argument of a call, where the name is in the second. */
    private Optional<Assignment> inCall(int comma) {
        int at = comma - 1;
        while (at > comma - EXPRESSION / 2 && !Characters.quote(text.at(at))) {
            if (!Characters.word(text.at(at)) && "().".indexOf(text.at(at)) < 0) {
                return Optional.empty();
            }
            at--;
        }
        Optional<Assignment> first = endingAt(at);
        return first.filter(value -> compares(value.start() - 1));
    }

    private boolean compares(int literal) {
        for (int at = literal - 1; at > literal - EXPRESSION / 2; at--) {
            if (text.at(at) == '(') {
                if (FUNCTIONS.contains(text.text(wordBefore(at), at).toLowerCase(Locale.ROOT))) {
                    return true;
                }
            } else if (!Characters.word(text.at(at)) && "[].:@& ".indexOf(text.at(at)) < 0) {
                return false;
            }
        }
        return false;
    }

    private int wordBefore(int end) {
        int from = end;
        while (from > end - EXPRESSION / 2 && Characters.word(text.at(from - 1))) {
            from--;
        }
        return from;
    }

    /** The literal whose last quote is there. */
    private Optional<Assignment> endingAt(int close) {
        int quote = text.at(close);
        if (!Characters.quote(quote)) {
            return Optional.empty();
        }
        int open = close - 1;
        while (open > close - LITERAL && text.at(open) != quote) {
            if (text.at(open) == TextWindow.NOTHING || Characters.lineBreak(text.at(open))) {
                return Optional.empty();
            }
            open--;
        }
        return open == close - 1 || text.at(open) != quote
                ? Optional.empty()
                : Optional.of(new Assignment(
                        name.name(), Escapes.resolved(text.text(open + 1, close)), open + 1, close, true, false));
    }
}
