package io.jenkins.lib.containergate.secret.text;

import java.util.Locale;
import java.util.Set;

/** A name to which something may be given, and what stands before it in its line. */
record AssignedName(TextWindow text, int start, int end) {
    private static final int LINE = 40;
    private static final int GAP = 6;
    private static final CharacterSet ELEMENT_BYTES = Characters.WORD.and(":");
    private static final CharacterSet SPACE = CharacterSet.of(" \t\f");
    /** Before a command in the history of fish. */
    private static final String SHOWN = "cmd: ";
    /** What gives values to variables and settings, in lower case. */
    private static final Set<String> COMMANDS = Set.of(
            "export",
            "set",
            "setx",
            "env",
            "arg",
            "setenv",
            "passenv",
            "declare -x",
            "readonly",
            "local",
            "fastcgi_param");

    /** Functions that give a member of an object its value, in lower case. */
    private static final Set<String> SETTERS = Set.of(
            "setattr", "__setattr__", "set", "put", "instance_variable_set", "setproperty", "defineproperty", "hset");

    /** Of fish, before its letters: {@code set -gx}. */
    private static final String SET_OPTIONS = "set -";

    private static final int MOST_OPTIONS = 3;

    String name() {
        return text.text(start, end);
    }

    /** Whether it is the first of a call's arguments, or of a tuple of Erlang: only then is a comma an operator. */
    boolean argument() {
        int before = text.at(start - 1);
        if (before == '{') {
            int next = end + 1;
            while (next < end + GAP && Characters.blank(text.at(next))) {
                next++;
            }
            return text.at(next) == '"' || text.startsWith("<<\"", next);
        }
        if (symbol(before)) {
            return true;
        }
        int open = text.before(Characters.BLANKS, start - 1, start - GAP + 1) - 1;
        return Characters.quote(before) && ("({".indexOf(text.at(open)) >= 0 || option() || row(open) || member(open));
    }

    /** Whether it is that of a member that a call sets, after the object or the section: {@code setattr(config, "password", "...")}. */
    private boolean member(int comma) {
        if (text.at(comma) != ',') {
            return false;
        }
        int open = comma;
        while (open > comma - LINE && text.at(open) != '(') {
            if (Characters.lineBreak(text.at(open)) || text.at(open) == ';') {
                return false;
            }
            open--;
        }
        return text.at(open) == '(' && sets(open);
    }

    /** Whether it is a symbol of Ruby that a call sets: {@code instance_variable_set(:@password, "...")}. */
    private boolean symbol(int before) {
        int colon = before == '@' ? start - 2 : start - 1;
        return text.at(colon) == ':' && text.at(colon - 1) == '(' && sets(colon - 1);
    }

    private boolean sets(int bracket) {
        int from = text.before(Characters.WORD, bracket, bracket - LINE);
        return SETTERS.contains(text.text(from, bracket).toLowerCase(Locale.ROOT));
    }

    /** Whether only numbers stand before it in a row that SQL inserts: {@code (12,'smtp_password','...','yes')}. */
    private boolean row(int comma) {
        int at = comma;
        while (at > start - LINE && (Characters.digit(text.at(at)) || text.at(at) == ',' || text.at(at) == ' ')) {
            at--;
        }
        return at < comma && text.at(at) == '(';
    }

    /** Whether it is that of an option of a command: the value is the next word. */
    boolean option() {
        return text.at(start) == '-' && !Characters.blank(text.at(start + 1));
    }

    /** Whether it is that of an element of XML. */
    boolean element() {
        return text.at(text.before(ELEMENT_BYTES, start, start - LINE + 1) - 1) == '<';
    }

    /** Whether it begins its line, as the names of settings do. */
    boolean beginsLine() {
        int least = Math.max(start - LINE, text.start());
        int line = start;
        while (line > least && !Characters.lineBreak(text.at(line - 1))) {
            line--;
        }
        return line > start - LINE && command(afterMarks(line));
    }

    /** After what may stand first in a line: the signs of a comment and of an element of a list. */
    private int afterMarks(int line) {
        int at = afterSpace(line);
        if (at < start && text.at(at) == '#') {
            at = afterSpace(at + 1);
        }
        if (at + 1 < start && text.at(at) == '-' && SPACE.has(text.at(at + 1))) {
            at = afterSpace(at + 1);
        }
        return text.indexOf(SHOWN, at, Math.min(at + SHOWN.length(), start)) == at ? at + SHOWN.length() : at;
    }

    /** Whether a command and white space, or nothing, stands between a position and the name. */
    private boolean command(int from) {
        int end = text.before(SPACE, start, from);
        if (from >= start || end == start) {
            return from == start;
        }
        String word = text.text(from, end).toLowerCase(Locale.ROOT);
        return COMMANDS.contains(word) || word.startsWith(SET_OPTIONS) && options(word.substring(SET_OPTIONS.length()));
    }

    private static boolean options(String letters) {
        return !letters.isEmpty()
                && letters.length() <= MOST_OPTIONS
                && letters.chars().allMatch(Characters::lower);
    }

    /** At most at the name. */
    private int afterSpace(int from) {
        return text.after(SPACE, from, start);
    }

    /** Whether it is that of a parameter of an address, {@code ?token=...}, {@code &token=...}. */
    boolean parameter() {
        return text.at(start - 1) == '?' || text.at(start - 1) == '&';
    }

    /**
     * Whether it is one of several parts of a connection string or an address: {@code ;Password=...;},
     * {@code ?token=...&}, {@code host=db password=...}; or stands for a default, as in <code>${password:...}</code>.
     */
    boolean part() {
        int at = text.before(Characters.BLANKS, start, start - 3) - 1;
        int before = text.at(at);
        if (before == '{' && text.at(at - 1) == '$') {
            return true;
        }
        if (before == ';' || before == '?' || before == '&' || at == start - 1 && (before == '"' || before == '\'')) {
            return true;
        }
        for (int i = at; at < start - 1 && i > at - LINE && text.at(i) > ' ' && text.at(i) != '"'; i--) {
            if (text.at(i) == '=') {
                return true;
            }
        }
        return false;
    }
}
