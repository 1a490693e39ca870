package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/** The value of one of several names that are given theirs together: {@code user, password = "shop", "..."}. */
final class TupleValue {
    private static final int MOST = 8;
    private static final int NAME = 64;
    private static final int GAP = 8;
    private static final int VALUE = 200;
    private static final CharacterSet NAME_BYTES = Characters.WORD.and(".$@");
    private static final CharacterSet CLOSING = CharacterSet.of(")] \t");
    private static final CharacterSet OPENING = CharacterSet.of("([{ \t");

    private TupleValue() {}

    static Optional<Assignment> of(AssignedName name) {
        TextWindow text = name.text();
        int before = beforeBlanks(text, name.start());
        int after = afterBlanks(text, name.end());
        if (text.at(before - 1) != ',' && text.at(after) != ',') {
            return Optional.empty();
        }
        int index = namesBefore(text, before);
        int operator = index < 0 ? -1 : operator(text, after);
        if (operator < 0) {
            return Optional.empty();
        }
        int element = element(text, text.after(OPENING, operator, operator + GAP), index);
        int literal = element < 0 ? -1 : WrappedLiteral.position(text, element);
        return literal < 0
                ? Optional.empty()
                : new ValueLexer(text, literal, name).literal(false).filter(Assignment::quoted);
    }

    /** How many names stand before; -1 if they are the arguments of a call. */
    private static int namesBefore(TextWindow text, int end) {
        int at = end;
        int count = 0;
        while (text.at(at - 1) == ',' && count <= MOST) {
            int nameEnd = beforeBlanks(text, at - 1);
            int start = text.before(NAME_BYTES, nameEnd, nameEnd - NAME);
            if (start == nameEnd) {
                return -1;
            }
            count++;
            at = beforeBlanks(text, start);
        }
        boolean call = text.at(at - 1) == '(' && Characters.word(text.at(at - 2));
        return call || count > MOST ? -1 : count;
    }

    /** Behind the sign that gives the values; -1 if there is none. */
    private static int operator(TextWindow text, int from) {
        int at = from;
        for (int i = 0; i < MOST && text.at(at) == ','; i++) {
            int start = afterBlanks(text, at + 1);
            int end = text.after(NAME_BYTES, start, start + NAME);
            if (end == start) {
                return -1;
            }
            at = afterBlanks(text, end);
        }
        at = text.after(CLOSING, at, at + GAP);
        at += text.at(at) == ':' ? 1 : 0;
        boolean given = text.at(at) == '=' && text.at(at + 1) != '=' && text.at(at + 1) != '>';
        return given ? at + 1 : -1;
    }

    /** Where the element of that index begins. */
    private static int element(TextWindow text, int from, int index) {
        int at = afterBlanks(text, from);
        for (int i = 0; i < index; i++) {
            int quote = text.at(at);
            int end = at;
            if (quote == '"' || quote == '\'') {
                end++;
                while (end < at + VALUE && text.at(end) != quote && !Characters.lineBreak(text.at(end))) {
                    end += text.at(end) == '\\' ? 2 : 1;
                }
                end++;
            }
            while (end < at + VALUE && text.at(end) != ',') {
                if (text.at(end) == TextWindow.NOTHING || "\r\n;\"'".indexOf(text.at(end)) >= 0) {
                    return -1;
                }
                end++;
            }
            at = text.after(Characters.SPACE, end + 1, end + VALUE);
        }
        return at;
    }

    private static int afterBlanks(TextWindow text, int from) {
        return text.after(Characters.BLANKS, from, from + GAP);
    }

    private static int beforeBlanks(TextWindow text, int end) {
        return text.before(Characters.BLANKS, end, end - GAP);
    }
}
