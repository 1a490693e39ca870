package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The value of what has its name in a member of its own, whatever other members stand between: {@code - name: password},
 * {@code description: ...}, {@code default: ...} of templates and workflows, in either order.
 */
final class NamedMember {
    private static final int NONE = DistantValue.NONE;
    private static final int OBJECT = 600;
    private static final int KEY = 24;
    private static final int GAP = 4;
    private static final int LINES = 12;
    private static final int LINE = 200;
    /** Of members that hold a name, in lower case. */
    private static final Set<String> NAMES = Set.of("name", "key", "id", "variable");

    private static final List<String> VALUES = List.of("default:", "value:", "defaultvalue:");

    /** Of JSON, in which names of members are in quotes. */
    private static final Pattern VALUE =
            Pattern.compile("[,{\\s][\"'](?:[dD]efault|[vV]alue|defaultValue|default_value)[\"']\\s{0,8}:\\s{0,8}");

    private NamedMember() {}

    /** @param position behind the name */
    static int after(AssignedName name, int position) {
        int key = key(name);
        if (key == NONE) {
            return NONE;
        }
        TextWindow text = name.text();
        if (quote(text.at(key))) {
            int end = key;
            while (end < position + OBJECT && "{}".indexOf(text.at(end)) < 0 && text.at(end) != TextWindow.NOTHING) {
                end++;
            }
            Matcher value = VALUE.matcher(text.text(position, end));
            return value.find() ? position + value.end() : NONE;
        }
        return Characters.lineBreak(text.at(position)) ? line(text, position, column(text, key), 1) : NONE;
    }

    static int before(AssignedName name) {
        int key = key(name);
        if (key == NONE) {
            return NONE;
        }
        TextWindow text = name.text();
        if (quote(text.at(key))) {
            int from = key;
            while (from > key - OBJECT && "{}".indexOf(text.at(from)) < 0 && text.at(from) != TextWindow.NOTHING) {
                from--;
            }
            Matcher value = VALUE.matcher(text.text(Math.max(from, text.start()), key));
            return value.find() ? Math.max(from, text.start()) + value.end() : NONE;
        }
        int start = lineStart(text, key);
        return start > text.start() && text.text(start, key).isBlank()
                ? line(text, start - 1, column(text, key), -1)
                : NONE;
    }

    /** Where the member begins whose value is the name; {@link #NONE} if it is no value of a name. */
    private static int key(AssignedName name) {
        TextWindow text = name.text();
        int at = name.start() - 1;
        while (at > name.start() - KEY && "\"' ".indexOf(text.at(at)) >= 0) {
            at--;
        }
        if (text.at(at) != ':') {
            return NONE;
        }
        int end = at;
        while (end > at - GAP && (Characters.blank(text.at(end - 1)) || quote(text.at(end - 1)))) {
            end--;
        }
        int from = end;
        while (from > end - KEY && Characters.word(text.at(from - 1))) {
            from--;
        }
        if (from == end || !NAMES.contains(text.text(from, end).toLowerCase(Locale.ROOT))) {
            return NONE;
        }
        return quote(text.at(from - 1)) ? from - 1 : from;
    }

    /** Behind {@code value:} or {@code default:} in the lines of the same mapping of YAML, in one direction. */
    private static int line(TextWindow text, int lineBreak, int column, int direction) {
        int at = lineBreak;
        for (int i = 0; i < LINES && Characters.lineBreak(text.at(at)); i++) {
            int start = direction > 0 ? at + (text.at(at) == '\r' ? 2 : 1) : lineStart(text, at);
            int content = content(text, start);
            boolean first = text.at(start + Math.max(0, column - 2)) == '-' && content - start == column;
            boolean empty = Characters.lineBreak(text.at(content));
            if (content - start < column && !empty || first && direction > 0) {
                return NONE;
            }
            int value = content - start == column ? valueOf(text, content) : NONE;
            if (value != NONE) {
                return value;
            }
            if (first || direction < 0 && start <= text.start()) {
                return NONE;
            }
            int end = direction > 0 ? text.indexOf("\n", start, start + LINE * 2) : start - 1;
            if (end < 0) {
                return NONE;
            }
            at = end;
        }
        return NONE;
    }

    private static int valueOf(TextWindow text, int at) {
        for (String key : VALUES) {
            if (text.indexOf(key, at, at + key.length()) == at) {
                int value = at + key.length();
                while (value < at + LINE && Characters.blank(text.at(value))) {
                    value++;
                }
                return value;
            }
        }
        return NONE;
    }

    /** Behind the blanks that a line begins with, and the sign of an element. */
    private static int content(TextWindow text, int start) {
        int at = start;
        while (at < start + LINE && (text.at(at) == ' ' || text.at(at) == '-' && text.at(at + 1) == ' ')) {
            at++;
        }
        return at;
    }

    private static int column(TextWindow text, int at) {
        return at - lineStart(text, at);
    }

    private static int lineStart(TextWindow text, int at) {
        int start = at;
        while (start > at - LINE && start > text.start() && !Characters.lineBreak(text.at(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean quote(int c) {
        return c == '"' || c == '\'';
    }
}
