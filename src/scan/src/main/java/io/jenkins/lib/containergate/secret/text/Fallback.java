package io.jenkins.lib.containergate.secret.text;

import java.util.List;
import java.util.Optional;

/**
 * The literal that an expression falls back to: {@code os.environ.get("DB_PASSWORD") or "..."}, {@code x ?? "..."},
 * {@code Field(default="...")}, {@code unwrap_or("...")}, <code>${DB_PASSWORD:-'...'}</code>.
 */
final class Fallback {
    /** Bytes of the expression. */
    private static final int EXPRESSION = 160;

    /** What stands before the literal, blanks aside. */
    private static final List<String> BEFORE = List.of(
            "??",
            "||",
            "?:",
            " or",
            ")or",
            ":-",
            ":=",
            "default=",
            "default =",
            "default:",
            "Field(",
            ") {",
            "unwrap_or(",
            "unwrap_or_else(||",
            "unwrap_or_else(|_|",
            "|| String::from(");

    private Fallback() {}

    /** @param position where the expression begins */
    static Optional<Assignment> of(AssignedName name, int position) {
        TextWindow text = name.text();
        int at = position;
        while (at < position + EXPRESSION) {
            int c = text.at(at);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c) || c == ';') {
                return Optional.empty();
            }
            if (c != '"' && c != '\'' && c != '`') {
                at++;
                continue;
            }
            if (precedes(text, position, at)) {
                return new ValueLexer(text, at, name).literal(false).filter(Assignment::quoted);
            }
            int close = at + 1;
            while (close < position + EXPRESSION && text.at(close) != c && !Characters.lineBreak(text.at(close))) {
                close++;
            }
            at = close + 1;
        }
        return Optional.empty();
    }

    private static boolean precedes(TextWindow text, int position, int quote) {
        int end = quote;
        while (end > position && Characters.blank(text.at(end - 1))) {
            end--;
        }
        for (String before : BEFORE) {
            int start = end - before.length();
            if (start >= position && text.startsWith(before, start)) {
                return true;
            }
        }
        return false;
    }
}
