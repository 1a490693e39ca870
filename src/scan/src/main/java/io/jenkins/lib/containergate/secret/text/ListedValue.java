package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/**
 * One value of a list that is given to a name, the one that most looks made by chance: {@code passwords: [a, b]},
 * {@code API_KEYS = ["..."]}, and lists of YAML with a line for each.
 */
final class ListedValue {
    /** Bytes of the list that are looked at. */
    private static final int LIST = 1_000;

    private static final int MOST = 20;
    private static final int GAP = 64;

    private final TextWindow text;
    private final LikeliestValue likeliest;

    private ListedValue(AssignedName name) {
        this.text = name.text();
        this.likeliest = new LikeliestValue(name);
    }

    /**
     * @param position behind the operator
     * @param plain whether values need no quotes
     */
    static Optional<Assignment> of(AssignedName name, int position, boolean plain) {
        ListedValue list = new ListedValue(name);
        if (name.text().at(position) == '[') {
            list.bracketed(position + 1, plain);
        } else if (plain && Characters.lineBreak(name.text().at(position))) {
            list.lines(position);
        }
        return list.likeliest.found();
    }

    /**
     * The element after one that is an option: {@code - --password} with {@code - ...} in the next line, and the same in brackets.
     *
     * @param position behind the option
     */
    static Optional<Assignment> afterOption(AssignedName name, int position) {
        TextWindow text = name.text();
        boolean comma = text.at(position) == ',';
        if (!name.option()) {
            return Optional.empty();
        }
        int blanks = comma ? YamlNode.afterComment(text, blanks(text, position + 1)) : position;
        if (!Characters.lineBreak(text.at(blanks))) {
            return Optional.empty();
        }
        int next = TextIndex.spaces(text, blanks);
        boolean element = text.at(next) == '-' && text.at(next + 1) == ' ';
        if (!comma && !element) {
            return Optional.empty();
        }
        return new ValueLexer(text, comma ? next : TextIndex.spaces(text, next + 2), name)
                .literal(false)
                .filter(value -> text.at(value.start()) != '-');
    }

    private static int blanks(TextWindow text, int from) {
        int at = from;
        while (at < from + GAP && Characters.blank(text.at(at))) {
            at++;
        }
        return at;
    }

    private void bracketed(int from, boolean plain) {
        int at = TextIndex.spaces(text, from);
        for (int i = 0; i < MOST && at < from + LIST; i++) {
            int begin = plain ? YamlNode.afterProperties(text, at) : at;
            int end = element(begin, plain);
            if (end < 0) {
                return;
            }
            int next = TextIndex.spaces(text, end);
            boolean last = text.at(next) == ']';
            if (!last && text.at(next) != ',') {
                return;
            }
            take(begin, end);
            if (last) {
                return;
            }
            at = TextIndex.spaces(text, next + 1);
        }
    }

    /** The end of the element that begins there; -1 if it is no text. */
    private int element(int from, boolean plain) {
        int quote = text.at(from);
        if (Characters.quote(quote)) {
            return closed(from, quote);
        }
        int end = from;
        while (end < from + LIST && Characters.BARE.has(text.at(end))) {
            end++;
        }
        return plain && end > from ? end : -1;
    }

    private int closed(int from, int quote) {
        for (int at = from + 1; at < from + LIST; at++) {
            int c = text.at(at);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c)) {
                return -1;
            }
            if (c == quote) {
                return at + 1;
            }
            at += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** Lines that begin with the sign of an element, as far in as the first. */
    private void lines(int position) {
        int indent = -1;
        int at = position;
        for (int i = 0; i < MOST && Characters.lineBreak(text.at(at)); i++) {
            at += text.at(at) == '\r' ? 2 : 1;
            int sign = at;
            while (sign < at + GAP && text.at(sign) == ' ') {
                sign++;
            }
            if (text.at(sign) != '-' || text.at(sign + 1) != ' ' || indent >= 0 && sign - at != indent) {
                return;
            }
            indent = sign - at;
            int begin = sign + 2;
            while (begin < sign + GAP && text.at(begin) == ' ') {
                begin++;
            }
            begin = YamlNode.afterProperties(text, begin);
            int end = line(begin);
            if (end < 0) {
                return;
            }
            take(begin, end);
            while (Characters.blank(text.at(end)) && end < begin + LIST) {
                end++;
            }
            at = YamlNode.afterComment(text, end);
        }
    }

    /** The end of the only word of a line, comments aside; -1 if there is more, or another name. */
    private int line(int from) {
        int quote = text.at(from);
        boolean quoted = quote == '"' || quote == '\'';
        int end = quoted ? closed(from, quote) : from;
        while (!quoted && end < from + LIST && text.at(end) > ' ' && Characters.printable(text.at(end))) {
            end++;
        }
        int rest = end;
        while (rest >= 0 && rest < end + GAP && Characters.blank(text.at(rest))) {
            rest++;
        }
        boolean last = end > from
                && (text.at(rest) == TextWindow.NOTHING
                        || Characters.lineBreak(text.at(rest))
                        || text.at(rest) == '#' && rest > end);
        return last && text.at(end - 1) != ':' ? end : -1;
    }

    private void take(int begin, int end) {
        int first = text.at(begin);
        boolean quoted = Characters.quote(first);
        likeliest.take(quoted ? begin + 1 : begin, quoted ? end - 1 : end, quoted);
    }
}
