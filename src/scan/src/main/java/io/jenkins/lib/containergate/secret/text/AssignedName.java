package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;

/** A name to which something may be given, and what stands before it in its line. */
record AssignedName(TextWindow text, int start, int end) {
    private static final int LINE = 40;
    private static final int GAP = 6;
    /** What may stand in a line before a name that a setting, a variable or an option has. */
    private static final Pattern BEGINNING = Pattern.compile(
            "(?i)\\s*(?:#\\s*)?(?:-\\s+)?(?:cmd: )?(?:(?:export|set(?: -[a-z]{1,3})?|setx|env|arg|setenv|passenv|declare -x|readonly|local|fastcgi_param)\\s+)?");

    /** What {@link #BEGINNING} has first behind white space, other white space included. */
    private static final String FIRST = "#-cesapdrlfCESAPDRLF\t\n\f\r ";

    String name() {
        return text.text(start, end);
    }

    /** Whether it is the first of a call's arguments: only then is a comma an operator. */
    boolean argument() {
        int before = text.at(start - 1);
        int open = start - 2;
        while (open > start - GAP && Characters.blank(text.at(open))) {
            open--;
        }
        return (before == '"' || before == '\'' || before == '`') && (text.at(open) == '(' || option());
    }

    /** Whether it is that of an option of a command: the value is the next word. */
    boolean option() {
        return text.at(start) == '-' && !Characters.blank(text.at(start + 1));
    }

    /** Whether it is that of an element of XML. */
    boolean element() {
        int at = start - 1;
        while (at > start - LINE && (Characters.word(text.at(at)) || text.at(at) == ':')) {
            at--;
        }
        return text.at(at) == '<';
    }

    /** Whether it begins its line, as the names of settings do. */
    boolean beginsLine() {
        int line = start;
        while (line > start - LINE
                && !Characters.lineBreak(text.at(line - 1))
                && text.at(line - 1) != TextWindow.NOTHING) {
            line--;
        }
        return line > start - LINE
                && begins(line)
                && BEGINNING.matcher(text.text(line, start)).matches();
    }

    /** Whether {@link #BEGINNING} may match from here: what a line of code has before a name hardly ever begins like it. */
    private boolean begins(int line) {
        int at = line;
        while (at < start && Characters.blank(text.at(at))) {
            at++;
        }
        int last = text.at(start - 1);
        return at == start || FIRST.indexOf(text.at(at)) >= 0 && (last <= ' ' || last == '#');
    }

    /**
     * Whether it is one of several parts of a connection string or an address: {@code ;Password=...;},
     * {@code ?token=...&}, {@code host=db password=...}; or stands for a default, as in <code>${password:...}</code>.
     */
    boolean part() {
        int at = start - 1;
        while (at > start - 4 && Characters.blank(text.at(at))) {
            at--;
        }
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
