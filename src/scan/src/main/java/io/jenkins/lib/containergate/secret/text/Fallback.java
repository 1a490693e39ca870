package io.jenkins.lib.containergate.secret.text;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Before the literals of a choice, {@code x ? "..." : "..."}. */
    private static final List<String> CHOICE = List.of("?", ":");

    /** Before what is given under a condition: {@code if (x) "..." else "..."}. */
    private static final List<String> CONDITION = List.of(")");

    private static final List<String> OTHERWISE = List.of(" else");
    private static final String IF = "if ";
    private static final int INDENTED = 40;

    private Fallback() {}

    /** @param position where the expression begins */
    static Optional<Assignment> of(AssignedName name, int position) {
        TextWindow text = name.text();
        boolean conditional = text.startsWith("if ", position) || text.startsWith("if(", position);
        boolean choice = false;
        @Nullable Assignment likeliest = null;
        int most = position + EXPRESSION;
        int at = text.expressionStop(position, most);
        while (at < most) {
            int c = text.at(at);
            int next = Characters.lineBreak(c) ? branch(text, at) : at;
            if (c == TextWindow.NOTHING || next < 0 || c == ';') {
                break;
            }
            choice |= c == '?' && Characters.blank(text.at(at + 1));
            if (c != '"' && c != '\'' && c != '`') {
                at = text.expressionStop(Math.max(at + 1, next), most);
                continue;
            }
            Optional<Assignment> literal =
                    new ValueLexer(text, at, name).literal(false).filter(Assignment::quoted);
            if (precedes(text, position, at, BEFORE)) {
                return literal;
            }
            boolean chosen = choice && precedes(text, position, at, CHOICE)
                    || conditional && precedes(text, position, at, CONDITION)
                    || precedes(text, position, at, OTHERWISE);
            if (chosen && literal.isPresent()) {
                likeliest = likelier(likeliest, literal.get());
            }
            int close = at + 1;
            while (close < most && text.at(close) != c && !Characters.lineBreak(text.at(close))) {
                close++;
            }
            at = text.expressionStop(close + 1, most);
        }
        return Optional.ofNullable(likeliest);
    }

    /** Of {@code "..." if x else "..."} the literal that looks more as if made by chance. */
    static Assignment conditional(AssignedName name, Assignment first) {
        TextWindow text = name.text();
        int behind = text.after(Characters.BLANKS, first.end() + 1, first.end() + IF.length());
        if (!first.quoted() || !text.startsWith(IF, behind)) {
            return first;
        }
        return of(name, behind).map(other -> likelier(first, other)).orElse(first);
    }

    private static Assignment likelier(@Nullable Assignment one, Assignment other) {
        return one != null && Chance.bits(one.value()) >= Chance.bits(other.value()) ? one : other;
    }

    /** Where the next line goes on with a branch of the same expression; -1 if it does not. */
    private static int branch(TextWindow text, int lineBreak) {
        int next = text.after(Characters.SPACE, lineBreak, lineBreak + INDENTED);
        boolean goesOn = (text.at(next) == '?' || text.at(next) == ':') && Characters.blank(text.at(next + 1));
        return goesOn ? next : -1;
    }

    private static boolean precedes(TextWindow text, int position, int quote, List<String> signs) {
        int end = quote;
        while (end > position && Characters.blank(text.at(end - 1))) {
            end--;
        }
        for (String before : signs) {
            int start = end - before.length();
            if (start >= position && text.startsWith(before, start)) {
                return true;
            }
        }
        return false;
    }
}
