package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/** A text of one line between two marks: {@code <<EOT} of shells, Perl, PHP, Ruby and Terraform. */
final class HereDocument {
    private static final int MARK = 32;
    private static final int LINE = 4096;
    /** What may follow the mark in its line: the end of a call or of a statement. */
    private static final CharacterSet BEHIND = CharacterSet.of(" \t;,)").and("\"'`");

    private static final String SHOWN = "$(cat ";

    private HereDocument() {}

    /** @param position where the value begins */
    static Optional<Assignment> of(AssignedName name, int position) {
        TextWindow text = name.text();
        int at = text.startsWith(SHOWN, position) ? position + SHOWN.length() : position;
        if (!text.startsWith("<<", at)) {
            return Optional.empty();
        }
        at += text.at(at + 2) == '<' || text.at(at + 2) == '-' || text.at(at + 2) == '~' ? 3 : 2;
        at = text.after(Characters.BLANKS, at, at + 2);
        at += "\"'`\\".indexOf(text.at(at)) >= 0 ? 1 : 0;
        int end = text.after(Characters.WORD, at, at + MARK);
        int lineEnd = text.after(BEHIND, end, end + MARK);
        if (end == at || !Characters.lineBreak(text.at(lineEnd))) {
            return Optional.empty();
        }
        String mark = text.text(at, end);
        int from = text.after(Characters.SPACE, lineEnd, lineEnd + LINE);
        int to = text.after(Characters.GRAPHIC, from, from + LINE);
        int next = text.after(Characters.SPACE, to, to + MARK * 2);
        boolean one = to > from && next > to && text.startsWith(mark, next) && !text.startsWith(mark, from);
        return one
                ? Optional.of(new Assignment(name.name(), Escapes.resolved(text.text(from, to)), from, to, true, false))
                : Optional.empty();
    }
}
