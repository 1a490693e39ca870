package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * One value of a map of users and their passwords, the one that most looks made by chance: {@code passwords = {"alice": "..."}}, and
 * the same in lines of YAML. Only below a name that says what the values are.
 */
final class NamedValues {
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:.*[^a-z])?\\w*(?:passwords|passwds|passphrases|credentials|secrets)");
    private static final int MAP = 2_000;
    private static final int MOST = 32;
    private static final int GAP = 64;
    private static final int TYPE = 48;
    private static final CharacterSet KEY = Characters.WORD.and(".-@");
    private static final CharacterSet SIGN = CharacterSet.of("=>: \t");
    /** What stands between a sign and the bracket of a map: the type of it, or the function that makes it. */
    private static final CharacterSet TYPE_BYTES = Characters.WORD.and("[].<> ,");

    private final AssignedName name;
    private final TextWindow text;
    private final LikeliestValue likeliest;

    private NamedValues(AssignedName name) {
        this.name = name;
        this.text = name.text();
        this.likeliest = new LikeliestValue(name);
    }

    /**
     * @param position behind the operator
     * @param plain whether values need no quotes
     */
    static Optional<Assignment> of(AssignedName name, int position, boolean plain) {
        TextWindow text = name.text();
        boolean line = plain && Characters.lineBreak(text.at(position));
        int open = line ? position : bracket(text, position);
        if (open < 0 || !NAME.matches(name.name())) {
            return Optional.empty();
        }
        NamedValues map = new NamedValues(name);
        if (line) {
            map.lines(position);
        } else {
            map.bracketed(open + 1);
        }
        return map.likeliest.found();
    }

    private static int bracket(TextWindow text, int position) {
        if ("{[".indexOf(text.at(position)) >= 0 && text.at(position + 1) != ']') {
            return position;
        }
        int end = text.after(TYPE_BYTES, position, position + TYPE);
        boolean go = text.startsWith("map[", position) && text.at(end) == '{';
        boolean java = text.startsWith("Map.of", position) && text.at(end) == '(';
        return go || java ? end : -1;
    }

    private void bracketed(int from) {
        int at = TextIndex.spaces(text, from);
        for (int i = 0; i < MOST && at < from + MAP; i++) {
            int key = key(at);
            int value = key < 0 ? -1 : sign(key);
            int end = value < 0 || !Characters.quote(text.at(value)) ? -1 : closed(value);
            if (end < 0) {
                return;
            }
            likeliest.take(value + 1, end, true);
            int next = TextIndex.spaces(text, end + 1);
            if (text.at(next) != ',') {
                return;
            }
            at = TextIndex.spaces(text, next + 1);
        }
    }

    /** Behind the sign, or the comma of a call, after a key. */
    private int sign(int key) {
        int blanks = text.after(Characters.BLANKS, key, key + GAP);
        if (text.at(blanks) == ',') {
            return TextIndex.spaces(text, blanks + 1);
        }
        int value = text.after(SIGN, key, key + GAP);
        return value > key ? value : -1;
    }

    private int key(int from) {
        boolean quoted = Characters.quote(text.at(from));
        int start = quoted ? from + 1 : from;
        int end = text.after(KEY, start, start + GAP);
        return end == start || quoted && text.at(end) != text.at(from) ? -1 : quoted ? end + 1 : end;
    }

    private int closed(int from) {
        int end = text.after(Characters.GRAPHIC, from + 1, from + GAP * 4);
        int close = from + 1;
        while (close < end && text.at(close) != text.at(from)) {
            close += text.at(close) == '\\' ? 2 : 1;
        }
        return close < end ? close : -1;
    }

    /** Lines of YAML that are as far in as the first, which is further in than the name. */
    private void lines(int position) {
        int own = name.start() - lineStart(name.start());
        int indent = -1;
        int at = position;
        for (int i = 0; i < MOST && Characters.lineBreak(text.at(at)); i++) {
            int line = at + (text.at(at) == '\r' ? 2 : 1);
            int start = text.after(Characters.BLANKS, line, line + GAP);
            if (start - line <= own || indent >= 0 && start - line != indent) {
                return;
            }
            indent = start - line;
            int key = key(start);
            int value = key > 0 && text.at(key) == ':' ? text.after(Characters.BLANKS, key + 1, key + GAP) : -1;
            if (value <= key + 1) {
                return;
            }
            boolean quoted = Characters.quote(text.at(value));
            int end = quoted ? closed(value) : text.after(Characters.GRAPHIC, value, value + GAP * 4);
            int rest = end < 0 ? -1 : text.after(Characters.BLANKS, quoted ? end + 1 : end, end + GAP);
            if (rest < 0 || !Characters.lineBreak(text.at(rest)) && text.at(rest) != TextWindow.NOTHING) {
                return;
            }
            likeliest.take(quoted ? value + 1 : value, end, true);
            at = rest;
        }
    }

    private int lineStart(int from) {
        int at = from;
        while (at > from - GAP && at > text.start() && !Characters.lineBreak(text.at(at - 1))) {
            at--;
        }
        return at;
    }
}
