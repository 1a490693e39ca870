package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.AssignmentLexer;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place where a keyword stands; asked by every rule of that keyword. */
public final class Candidate {
    private static final int COMMENT_REACH = 400;

    private final TextWindow text;
    private final int from;
    private final int to;
    private final FileKind kind;
    private @Nullable Optional<Assignment> assignment;

    /**
     * @param from position of the keyword
     * @param to position after it
     */
    public Candidate(TextWindow text, int from, int to, FileKind kind) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.kind = kind;
    }

    TextWindow text() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    FileKind kind() {
        return kind;
    }

    /** Whether the line is a comment of a program: there, values are made up. A setting that is commented out may be real. */
    boolean comment() {
        if (kind != FileKind.PROGRAM && kind != FileKind.PYTHON) {
            return false;
        }
        int start = from;
        while (start > from - COMMENT_REACH
                && text.at(start - 1) != TextWindow.NOTHING
                && !Characters.lineBreak(text.at(start - 1))) {
            start--;
        }
        while (Characters.blank(text.at(start))) {
            start++;
        }
        return text.startsWith("//", start) || text.at(start) == '*' || text.at(start) == '#';
    }

    /** Whether the assignment is YAML inside a program in Python: documentation, where values are made up. */
    boolean documented() {
        if (kind != FileKind.PYTHON) {
            return false;
        }
        int end = to;
        while (end < to + COMMENT_REACH && (Characters.word(text.at(end)) || text.at(end) == '-')) {
            end++;
        }
        int start = from;
        while (start > from - COMMENT_REACH && (Characters.word(text.at(start - 1)) || text.at(start - 1) == '-')) {
            start--;
        }
        boolean alone = !quote(text.at(start - 1)) && Characters.blank(text.at(start - 1));
        return alone && text.at(end) == ':' && Characters.blank(text.at(end + 1));
    }

    private static boolean quote(int c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** What is assigned to the name the keyword is in; worked out once for all rules. */
    Optional<Assignment> assignment() {
        Optional<Assignment> known = assignment;
        if (known == null) {
            known = AssignmentLexer.around(text, from, to);
            assignment = known;
        }
        return known;
    }
}
