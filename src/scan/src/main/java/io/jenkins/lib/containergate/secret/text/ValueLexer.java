package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/** Reads the value that begins at a position: in quotes, as an element's content, or up to what ends it. */
final class ValueLexer {
    private static final int VALUE = 4096;
    private static final String PART_END = ";&\"' \\";
    private static final String CDATA = "<![CDATA[";
    private static final int SPACE = 200;

    private final TextWindow text;
    private final int position;
    private final AssignedName name;

    ValueLexer(TextWindow text, int position, AssignedName name) {
        this.text = text;
        this.position = position;
        this.name = name;
    }

    /** @param spaced whether only white space stands before it */
    Optional<Assignment> literal(boolean spaced) {
        int c = text.at(position);
        if (Characters.quote(c)) {
            int from = position;
            while (text.at(from) == c && text.at(from + 1) == c) {
                from++;
            }
            if (from - position == 2 && Characters.lineBreak(text.at(from + 1))) {
                return block(from + 1, c);
            }
            return quoted(from + 1, c, spaced);
        }
        int operator = QuoteOperator.content(text, position);
        if (operator > 0) {
            return assignment(operator, QuoteOperator.end(text, operator), true, spaced);
        }
        // asked first: it looks at a few characters, and the end of a line may be far away from each of the names in it
        if (name.beginsLine()) {
            int line = lineEnd();
            if (line > position) {
                return assignment(position, line, false, false);
            }
        }
        int bare = text.bareEnd(position, VALUE);
        int end = name.parameter() && text.at(position - 1) == '=' ? parameterEnd(bare) : bare;
        if (end == position + VALUE) {
            // cut off: no value is as long without a blank, and each name in such a line would have it
            return Optional.empty();
        }
        if (text.at(end) == ' ' && text.at(end - 1) == ':') {
            // a sentence with the number of a message before it
            return Optional.empty();
        }
        boolean given = text.at(position - 1) == '=' && PART_END.indexOf(text.at(end)) >= 0;
        boolean byDefault = text.at(position - 1) == ':' && text.at(end) == '}';
        boolean part = (given || byDefault) && name.part();
        return assignment(position, end, part, spaced && !name.option());
    }

    /** Where the next parameter of an address begins, {@code &name=}. */
    private int parameterEnd(int end) {
        for (int at = text.indexOf("&", position, end); at >= 0; at = text.indexOf("&", at + 1, end)) {
            int next = at + 1;
            while (next < end && (Characters.word(text.at(next)) || ".-[]".indexOf(text.at(next)) >= 0)) {
                next++;
            }
            if (next > at + 1 && text.at(next) == '=') {
                return at;
            }
        }
        return end;
    }

    /** Where the only word in the rest of the line ends, comments aside; the position itself when there are more. */
    private int lineEnd() {
        int end = text.after(Characters.GRAPHIC, position, position + VALUE);
        int rest = text.after(Characters.BLANKS, end, end + SPACE);
        int after = text.at(rest);
        boolean last = after == TextWindow.NOTHING
                || Characters.lineBreak(after)
                || rest > end && (after == '#' || after == '\\' && Characters.lineBreak(text.at(rest + 1)));
        if (!last) {
            return position;
        }
        while (end > position && (text.at(end - 1) == ',' || text.at(end - 1) == ';')) {
            end--;
        }
        return end;
    }

    /** The only line of a text in three quotes that begins in the line after them. */
    private Optional<Assignment> block(int lineBreak, int quote) {
        int from = text.after(Characters.SPACE, lineBreak, lineBreak + SPACE);
        int end = from;
        while (end < from + VALUE && text.at(end) > ' ' && text.at(end) != quote) {
            end++;
        }
        int close = text.after(Characters.SPACE, end, end + SPACE);
        return text.at(close) == quote ? assignment(from, end, true, false) : Optional.empty();
    }

    private Optional<Assignment> quoted(int from, int quote, boolean spaced) {
        int end = from;
        while (end < from + VALUE) {
            int c = text.at(end);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c)) {
                return Optional.empty();
            }
            if (c == quote) {
                int escapes = escapes(end);
                // in a text that is itself in quotes, escaped ones delimit the value
                if (escapes % 2 == 0 || text.at(from - 2) == '\\' || quote == '`') {
                    return assignment(from, end - (escapes % 2), true, spaced);
                }
            }
            end++;
        }
        return Optional.empty();
    }

    private int escapes(int at) {
        int escapes = 0;
        while (text.at(at - 1 - escapes) == '\\') {
            escapes++;
        }
        return escapes;
    }

    /** Of XML, perhaps on lines of its own or as character data. */
    Optional<Assignment> element() {
        int from = afterSpace(position + 1);
        boolean data = text.startsWith(CDATA, from);
        from = data ? afterSpace(from + CDATA.length()) : from;
        int end = from;
        while (end < from + VALUE && text.at(end) != (data ? ']' : '<')) {
            int c = text.at(end);
            if (c == TextWindow.NOTHING || c == '>') {
                return Optional.empty();
            }
            if (Characters.lineBreak(c)) {
                break;
            }
            end++;
        }
        int close = afterSpace(end);
        boolean closed = text.startsWith("</", close) || data && text.startsWith("]]>", close);
        end = text.before(Characters.BLANKS, end, from);
        return closed ? assignment(from, end, true, false) : Optional.empty();
    }

    private int afterSpace(int from) {
        return text.after(Characters.SPACE, from, from + SPACE);
    }

    private Optional<Assignment> assignment(int from, int to, boolean quoted, boolean spaced) {
        return to <= from
                ? Optional.empty()
                : Optional.of(
                        new Assignment(name.name(), Escapes.resolved(text.text(from, to)), from, to, quoted, spaced));
    }
}
