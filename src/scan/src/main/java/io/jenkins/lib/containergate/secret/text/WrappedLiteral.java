package io.jenkins.lib.containergate.secret.text;

import java.util.Set;

/**
 * A literal that an expression only makes another type of: {@code Some("...".to_string())}, {@code aws.String("...")},
 * {@code []byte("...")}, {@code Optional.of("...")}, {@code SecretValue.unsafePlainText("...")}, {@code <<"...">>}.
 */
final class WrappedLiteral {
    private static final int MOST = 3;
    private static final int WORD = 48;
    private static final int GAP = 24;
    /** The last part of the name of what takes the literal. */
    private static final Set<String> FUNCTIONS = Set.of(
            "Some",
            "Just",
            "Option",
            "Optional",
            "of",
            "ofNullable",
            "from",
            "String",
            "string",
            "str",
            "text",
            "Text",
            "bytes",
            "byte",
            "Bytes",
            "StringPtr",
            "StringValue",
            "Ptr",
            "ptr",
            "To",
            "to",
            "Pointer",
            "SecureString",
            "SecretStr",
            "SecretString",
            "SecretBytes",
            "Secret",
            "secret",
            "Sensitive",
            "sensitive",
            "Password",
            "unsafePlainText",
            "plainText",
            "unsafe_plain_text",
            "plain_text",
            "encode",
            "GetBytes",
            "asList",
            "listOf",
            "setOf",
            "arrayOf",
            "list",
            "set",
            "strdup",
            "asprintf",
            "extra",
            "literal",
            "unicode",
            "trim");

    /** Functions that are called {@code new}, and types that are, need what they make to say that it holds a text. */
    private static final Set<String> OWNERS =
            Set.of("String", "SecretString", "SecretBox", "Secret", "CString", "Zeroizing", "OsString");

    private WrappedLiteral() {}

    /** The opening quote of the literal; the position of a literal that nothing wraps, -1 if there is none. */
    static int position(TextWindow text, int start) {
        int at = start;
        for (int depth = 0; depth <= MOST; depth++) {
            int literal = prefixed(text, at);
            if (literal >= 0) {
                return literal;
            }
            at = inside(text, at);
            if (at < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** Where the quote is, perhaps after the letters or signs of a prefix. */
    private static int prefixed(TextWindow text, int start) {
        int at = start;
        while (at < start + 2 && (Characters.letter(text.at(at)) || text.at(at) == '@' || text.at(at) == '$')) {
            at++;
        }
        if (Characters.quote(text.at(at))) {
            return at;
        }
        // a cast of TypeScript
        int end = text.at(start) == '<' ? text.indexOf(">", start, start + GAP) : -1;
        return end > 0 && Characters.quote(text.at(end + 1)) ? end + 1 : -1;
    }

    /** Behind the bracket of what takes a literal; -1 if there is none. */
    private static int inside(TextWindow text, int start) {
        if (text.startsWith("<<\"", start)) {
            return start + 2;
        }
        int at = text.startsWith("new ", start) ? start + 4 : start;
        at += text.startsWith("[]", at) ? 2 : 0;
        int from = at;
        int word = at;
        int owner = at;
        while (at < from + WORD
                && (Characters.word(text.at(at)) || ".:".indexOf(text.at(at)) >= 0 || text.startsWith("().", at))) {
            at += text.at(at) == '(' ? 2 : 0;
            if (!Characters.word(text.at(at))) {
                owner = Characters.word(text.at(at - 1)) ? word : owner;
                word = at + 1;
            }
            at++;
        }
        String function = text.text(word, at);
        boolean made = function.equals("new") && OWNERS.contains(ownerName(text, owner));
        if (!made && !FUNCTIONS.contains(function)) {
            return -1;
        }
        int open = afterBlanks(text, at);
        if (text.at(open) == '(' || text.at(open) == '{') {
            return TextIndex.spaces(text, open + 1);
        }
        boolean applied = function.equals("Just") || function.equals("Some");
        return applied && open > at && Characters.quote(text.at(open)) ? open : -1;
    }

    private static String ownerName(TextWindow text, int from) {
        int end = from;
        while (end < from + WORD && Characters.word(text.at(end))) {
            end++;
        }
        return text.text(from, end);
    }

    private static int afterBlanks(TextWindow text, int from) {
        int at = from;
        while (at < from + GAP && Characters.blank(text.at(at))) {
            at++;
        }
        return at;
    }
}
