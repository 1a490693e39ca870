package io.jenkins.lib.containergate.secret.text;

/** Kinds of bytes; every question may be asked of {@link TextWindow#NOTHING}, and the answer is no. */
public final class Characters {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final CharacterSet WORD = CharacterSet.of(ALPHANUMERIC + "_");
    private static final CharacterSet BASE64 = CharacterSet.of(ALPHANUMERIC + "+/-_");
    /** What a value without quotes may be made of. */
    static final CharacterSet BARE = CharacterSet.of(ALPHANUMERIC + "!#$%&*+-./:=?@^_~");
    /** What begins a literal or a choice within an expression, or may end the expression. */
    static final CharacterSet EXPRESSION_STOPS = CharacterSet.of("\"'`?;\r\n");
    /** Printable ones without the blank. */
    static final CharacterSet GRAPHIC = CharacterSet.of(ALPHANUMERIC + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    static final CharacterSet BLANKS = CharacterSet.of(" \t");
    /** Blanks and breaks of lines. */
    static final CharacterSet SPACE = CharacterSet.of(" \t\r\n");

    private Characters() {}

    public static boolean lower(int c) {
        return c >= 'a' && c <= 'z';
    }

    public static boolean upper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static int toLower(int c) {
        return upper(c) ? c + ('a' - 'A') : c;
    }

    public static boolean letter(int c) {
        return lower(c | ' ');
    }

    public static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean hexadecimal(int c) {
        return digit(c) || (c | ' ') >= 'a' && (c | ' ') <= 'f';
    }

    /** What a name in a program is made of. */
    public static boolean word(int c) {
        return WORD.has(c);
    }

    public static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    /** What a literal of most languages is between. */
    static boolean quote(int c) {
        return c == '"' || c == '\'' || c == '`';
    }

    public static boolean lineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    /** Either alphabet of RFC 4648 without the padding. */
    public static boolean base64(int c) {
        return BASE64.has(c);
    }

    public static boolean printable(int c) {
        return c >= ' ' && c < 0x7f;
    }
}
