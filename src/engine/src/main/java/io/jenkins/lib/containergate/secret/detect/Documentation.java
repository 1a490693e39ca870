package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * Places that explain: comments of programs, documentation strings of Python, fenced blocks of Markdown, wherever that stands.
 * The values there are made up. Looks back a bounded way; where it sees nothing the place explains nothing.
 */
final class Documentation {
    private static final int LINE = 400;
    private static final int COMMENT = 4 << 10;
    private static final int STRING = 12 << 10;
    private static final int SIGNATURE = 2 << 10;
    private static final int FENCE = 4 << 10;
    private static final int MARK = 60;
    private static final Pattern EXAMPLE =
            Pattern.compile("(?i)(?:^|[^A-Za-z0-9_.-])(?:examples?|e\\.g\\.|for instance)[ :,(]");
    /** Names that Ansible gives to the documentation of a module. */
    private static final Pattern DOCUMENTATION_NAME = Pattern.compile("(?:DOCUMENTATION|EXAMPLES?|RETURN)\\s*=\\s*");

    private Documentation() {}

    /** Whether the line is a comment of a program, or stands in one. A setting that is commented out may be real. */
    static boolean comment(TextWindow text, int from, FileKind kind) {
        return (kind == FileKind.PROGRAM || kind == FileKind.PYTHON)
                && (commentedLine(text, from) || kind == FileKind.PROGRAM && commentedBlock(text, from));
    }

    /** Whether it is text that documents: in a documentation string, as YAML in a program, between Markdown's fences. */
    static boolean string(TextWindow text, int from, int to, FileKind kind) {
        return kind == FileKind.PYTHON && (yaml(text, from, to) || documentationString(text, from))
                || fenced(text, from);
    }

    /** Whether the words before it in its line call it an example. */
    static boolean example(TextWindow text, int from) {
        int start = Math.max(lineStart(text, from), from - MARK);
        return EXAMPLE.matcher(text.text(start, from)).find();
    }

    private static boolean commentedLine(TextWindow text, int from) {
        int start = lineStart(text, from);
        while (Characters.blank(text.at(start))) {
            start++;
        }
        return text.startsWith("//", start)
                || text.at(start) == '*'
                || text.at(start) == '#' && !text.startsWith("#define", start);
    }

    /** Between slash and star that begin a line, and the next star and slash. */
    private static boolean commentedBlock(TextWindow text, int from) {
        for (int at = from - 2; at > from - COMMENT && at >= text.start(); at--) {
            if (text.at(at) == '*' && text.at(at + 1) == '/') {
                return false;
            }
            if (text.at(at) == '/' && text.at(at + 1) == '*') {
                return blank(text, lineStart(text, at), at);
            }
        }
        return false;
    }

    /** {@code name: value} in a program in Python gives nothing to a name. */
    private static boolean yaml(TextWindow text, int from, int to) {
        int end = to;
        while (end < to + LINE && nameByte(text.at(end))) {
            end++;
        }
        int start = from;
        while (start > from - LINE && nameByte(text.at(start - 1))) {
            start--;
        }
        return Characters.blank(text.at(start - 1)) && text.at(end) == ':' && Characters.blank(text.at(end + 1));
    }

    private static boolean nameByte(int c) {
        return Characters.word(c) || c == '-';
    }

    /** Whether the three quotes before it are the first thing in a module, class or function, or Ansible's documentation. */
    private static boolean documentationString(TextWindow text, int from) {
        for (int at = from - 3; at > from - STRING && at >= text.start(); at--) {
            int c = text.at(at);
            if ((c == '"' || c == '\'') && text.at(at + 1) == c && text.at(at + 2) == c) {
                int start = lineStart(text, at);
                int prefix = at > start && "rRuUbBfF".indexOf(text.at(at - 1)) >= 0 ? at - 1 : at;
                return blank(text, start, prefix) && beginsBlock(text, start)
                        || DOCUMENTATION_NAME.matches(text.text(start, prefix));
            }
        }
        return false;
    }

    /** Whether the line before ends with the colon of a definition, comments and empty lines aside, or there is none. */
    private static boolean beginsBlock(TextWindow text, int line) {
        int end = line;
        while (end > line - SIGNATURE) {
            int last = end - 1;
            while (last >= text.start() && (Characters.blank(text.at(last)) || Characters.lineBreak(text.at(last)))) {
                last--;
            }
            if (last < text.start()) {
                return true;
            }
            int start = lineStart(text, last);
            int first = start;
            while (Characters.blank(text.at(first))) {
                first++;
            }
            if (text.at(first) != '#') {
                return text.at(last) == ':';
            }
            end = start;
        }
        return false;
    }

    /** Whether the three back quotes before it open a block and so name its language. */
    private static boolean fenced(TextWindow text, int from) {
        for (int at = from - 3; at > from - FENCE && at >= text.start(); at--) {
            if (text.startsWith("```", at)) {
                return Characters.letter(text.at(at + 3));
            }
        }
        return false;
    }

    private static boolean blank(TextWindow text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.blank(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lineStart(TextWindow text, int from) {
        int start = from;
        while (start > from - LINE
                && text.at(start - 1) != TextWindow.NOTHING
                && !Characters.lineBreak(text.at(start - 1))) {
            start--;
        }
        return start;
    }
}
