package io.jenkins.lib.containergate.secret.text;

/** What may stand between the sign of an assignment and the literal: a type, a prefix of the literal, escapes of its quote. */
final class LiteralBeginning {
    private static final int GAP = 48;
    private static final CharacterSet TYPE_BYTES = Characters.WORD.and("|?.<>[] \t");

    private LiteralBeginning() {}

    /** Behind the type of {@code password: string = "x"}, {@code password: str | None = "x"}; the position itself if there is none. */
    static int afterType(TextWindow text, int position) {
        int at = text.after(TYPE_BYTES, reference(text, position), position + GAP);
        if (at > position && text.at(at) == '=' && text.at(at + 1) != '=' && text.at(at - 1) == ' ') {
            int literal = text.after(Characters.SPACE, at + 1, position + 2 * GAP);
            return WrappedLiteral.position(text, literal) >= 0 ? literal : position;
        }
        return position;
    }

    /** After what begins the type of a reference in Rust: {@code &str}, {@code &'static str}. */
    private static int reference(TextWindow text, int position) {
        if (text.at(position) != '&') {
            return position;
        }
        int at = position + 1;
        return text.at(at) == '\'' && Characters.letter(text.at(at + 1)) ? at + 1 : at;
    }

    /** Behind prefixes of string literals, {@code f"..."}, {@code @"..."}, {@code u8"..."}, and what escapes their quotes. */
    static int afterPrefix(TextWindow text, int position) {
        int at = position;
        while (at < position + 2 && (Characters.letter(text.at(at)) || text.at(at) == '@')) {
            at++;
        }
        int quote = Characters.quote(text.at(at)) ? at : position;
        int escaped = quote;
        while (text.at(escaped) == '\\' && escaped < quote + GAP) {
            escaped++;
        }
        return Characters.quote(text.at(escaped)) ? escaped : quote;
    }
}
