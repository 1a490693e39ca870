package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/**
 * Recognises assignments by what most languages and file formats have in common, without knowing which one it is:
 * a name, perhaps in quotes or brackets, an operator, a value. Looks at a bounded number of bytes around the name.
 */
public final class AssignmentLexer {
    /** Bytes of a name on either side of the keyword. */
    private static final int NAME = 64;

    private static final int GAP = 48;
    private static final int VALUE = 4096;
    private static final String UNQUOTED_END = "\"'`<>,;()[]{}|\\";
    private static final String TYPE_ENDS = "=:";

    private final TextWindow text;
    private int position;

    private AssignmentLexer(TextWindow text, int position) {
        this.text = text;
        this.position = position;
    }

    /**
     * The assignment to the name around a keyword.
     *
     * @param from position of the keyword
     * @param to position after it
     * @return empty when the keyword is only part of another word, as "key" in "monkey", or nothing is assigned
     */
    public static Optional<Assignment> around(TextWindow text, int from, int to) {
        if (insideWord(text, from) || insideWord(text, to)) {
            return Optional.empty();
        }
        int nameStart = from;
        while (nameStart > from - NAME && nameByte(text.at(nameStart - 1))) {
            nameStart--;
        }
        int nameEnd = to;
        while (nameEnd < to + NAME && nameByte(text.at(nameEnd))) {
            nameEnd++;
        }
        boolean argument = quote(text.at(nameStart - 1)) && text.at(nameStart - 2) == '(';
        return new AssignmentLexer(text, nameEnd).value(text.text(nameStart, nameEnd), argument);
    }

    private static boolean nameByte(int c) {
        return Characters.word(c) || c == '-' || c == '.' || c == '$';
    }

    /** Whether the word goes on across the position: letters of one case, or a capital and what it begins. */
    private static boolean insideWord(TextWindow text, int position) {
        int before = text.at(position - 1);
        int after = text.at(position);
        if (Characters.lower(after)) {
            return Characters.letter(before) && !pluralEnd(text, position);
        }
        return Characters.upper(before) && Characters.upper(after) && !pluralEnd(text, position);
    }

    private static boolean pluralEnd(TextWindow text, int position) {
        int c = text.at(position);
        return (c == 's' || c == 'S') && !Characters.letter(text.at(position + 1));
    }

    /** @param argument whether the name is the first of a call's arguments: only then is a comma an operator */
    private Optional<Assignment> value(String name, boolean argument) {
        int begin = position;
        boolean blankOnly = skipToOperator();
        int operator = text.at(position);
        if (operator == '>') {
            return element(name);
        }
        if (namedValue()) {
            // the operator is behind the name of the value
        } else if (operator == '=' || operator == ':' || operator == '(' || operator == ',' && argument) {
            skipOperator();
        } else if (operator == '|' && text.at(position + 1) == '|' || operator == '?' && text.at(position + 1) == '=') {
            position += 2;
        } else if (attribute()) {
            // <add key="password" value="...">: the operator is the next attribute's
        } else if (!blankOnly || position == begin || Characters.lineBreak(operator)) {
            return Optional.empty();
        }
        boolean spaced = blankOnly
                && position > begin
                && Characters.blank(text.at(position - 1))
                && !hasOperator(begin, position);
        skipType();
        skipPrefix();
        return literal(name, spaced);
    }

    private boolean hasOperator(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.blank(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    /** Over closing quotes, brackets and blanks; whether it was blanks only. A quote after a blank opens the value. */
    private boolean skipToOperator() {
        int limit = position + GAP;
        boolean blankOnly = true;
        while (position < limit) {
            int c = text.at(position);
            if (blankOnly && quote(c) && Characters.blank(text.at(position - 1))) {
                break;
            }
            if (c == '"' || c == '\'' || c == '`' || c == ']' || c == '\\' || c == '*' || c == ')') {
                blankOnly = false;
            } else if (!Characters.blank(c)) {
                break;
            }
            position++;
        }
        return blankOnly;
    }

    private void skipOperator() {
        int limit = position + GAP;
        int first = text.at(position);
        while (position < limit) {
            int c = text.at(position);
            if (c != '='
                    && c != ':'
                    && c != '('
                    && c != ','
                    && c != '~'
                    && !Characters.blank(c)
                    && !(c == '>' && text.at(position - 1) == '=')) {
                break;
            }
            position++;
        }
        if (first == ':' && Characters.lineBreak(text.at(position))) {
            skipYamlBlock();
        }
    }

    /** {@code name:} with the value on the next line, indented: also JSON written that way. */
    private void skipYamlBlock() {
        int at = position;
        while (Characters.lineBreak(text.at(at))) {
            at++;
        }
        int indent = at;
        while (Characters.blank(text.at(indent)) && indent < at + GAP) {
            indent++;
        }
        if (indent > at && (text.at(indent) == '"' || text.at(indent) == '\'')) {
            position = indent;
        }
    }

    /** {@code "name": "X", "value": "..."} of task definitions and templates, {@code name: X} and {@code value:} in YAML. */
    private boolean namedValue() {
        int at = position;
        if (text.at(at) != ',' && !Characters.lineBreak(text.at(at))) {
            return false;
        }
        at = afterSpace(at + 1);
        boolean quoted = text.at(at) == '"';
        at += quoted ? 1 : 0;
        if (!text.startsWith("value", at) && !text.startsWith("Value", at)) {
            return false;
        }
        at += "value".length();
        if (quoted && text.at(at++) != '"') {
            return false;
        }
        at = afterSpace(at);
        if (text.at(at) != ':') {
            return false;
        }
        position = afterSpace(at + 1);
        return true;
    }

    private int afterSpace(int from) {
        int at = from;
        while (at < from + GAP && (Characters.blank(text.at(at)) || Characters.lineBreak(text.at(at)))) {
            at++;
        }
        return at;
    }

    private boolean attribute() {
        if (text.startsWith("value=", position)) {
            position += "value=".length();
            return true;
        }
        if (text.startsWith("Value=", position)) {
            position += "Value=".length();
            return true;
        }
        return false;
    }

    /** {@code password: string = "x"}, {@code password: str | None = "x"}. */
    private void skipType() {
        int at = position;
        while (at < position + GAP
                && (Characters.word(text.at(at))
                        || Characters.blank(text.at(at))
                        || text.at(at) == '|'
                        || text.at(at) == '?'
                        || text.at(at) == '.')) {
            at++;
        }
        if (at > position
                && text.at(at) == '='
                && TYPE_ENDS.indexOf(text.at(at)) == 0
                && text.at(at + 1) != '='
                && text.at(at - 1) == ' ') {
            at++;
            while (Characters.blank(text.at(at)) && at < position + 2 * GAP) {
                at++;
            }
            if (quote(text.at(at))) {
                position = at;
            }
        }
    }

    /** Prefixes of string literals: {@code f"..."}, {@code @"..."}, {@code u8"..."}; escaped quotes. */
    private void skipPrefix() {
        int at = position;
        while (at < position + 2 && (Characters.letter(text.at(at)) || text.at(at) == '@')) {
            at++;
        }
        if (quote(text.at(at))) {
            position = at;
        }
        while (text.at(position) == '\\' && position < text.end()) {
            position++;
        }
    }

    private static boolean quote(int c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private Optional<Assignment> literal(String name, boolean spaced) {
        int c = text.at(position);
        if (quote(c)) {
            while (text.at(position) == c && text.at(position + 1) == c) {
                position++;
            }
            return quoted(name, position + 1, c, spaced);
        }
        int end = position;
        while (end < position + VALUE
                && Characters.printable(text.at(end))
                && text.at(end) != ' '
                && UNQUOTED_END.indexOf(text.at(end)) < 0) {
            end++;
        }
        return assignment(name, position, end, false, spaced);
    }

    private Optional<Assignment> quoted(String name, int from, int quote, boolean spaced) {
        int end = from;
        while (end < from + VALUE) {
            int c = text.at(end);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c)) {
                return Optional.empty();
            }
            if (c == quote) {
                int escapes = 0;
                while (text.at(end - 1 - escapes) == '\\') {
                    escapes++;
                }
                return assignment(name, from, end - escapes, true, spaced);
            }
            end++;
        }
        return Optional.empty();
    }

    private Optional<Assignment> element(String name) {
        int from = position + 1;
        int end = from;
        while (end < from + VALUE && text.at(end) != '<') {
            int c = text.at(end);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c) || c == '>') {
                return Optional.empty();
            }
            end++;
        }
        boolean closed = text.at(end) == '<' && text.at(end + 1) == '/';
        return closed ? assignment(name, from, end, true, false) : Optional.empty();
    }

    private Optional<Assignment> assignment(String name, int from, int to, boolean quoted, boolean spaced) {
        return to <= from
                ? Optional.empty()
                : Optional.of(new Assignment(name, text.text(from, to), from, to, quoted, spaced));
    }
}
