package io.jenkins.lib.containergate.secret.text;

/** Kinds of bytes; every question may be asked of {@link TextWindow#NOTHING}, and the answer is no. */
public final class Characters {
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
        return lower(c) || upper(c);
    }

    public static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean hexadecimal(int c) {
        return digit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** What a name in a program is made of. */
    public static boolean word(int c) {
        return letter(c) || digit(c) || c == '_';
    }

    public static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    public static boolean lineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    /** Either alphabet of RFC 4648 without the padding. */
    public static boolean base64(int c) {
        return letter(c) || digit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    /** What a value without quotes may be made of. */
    static boolean bare(int c) {
        return switch (c) {
            case '"', '\'', '`', '<', '>', ',', ';', '(', ')', '[', ']', '{', '}', '|', '\\' -> false;
            default -> c > ' ' && c < 0x7f;
        };
    }

    public static boolean printable(int c) {
        return c >= ' ' && c < 0x7f;
    }
}
