package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.HexFormat;

/** Hexadecimal digits, over the ends of lines as dumps have them. */
record HexadecimalRun(TextWindow text, int start, int end) {
    private static final int SHORTEST = 32;

    /** Whether so many digits stand there that they may hide a text. */
    static boolean begins(TextWindow text, int start, int end) {
        if (end - start < SHORTEST) {
            return false;
        }
        for (int i = start; i < start + SHORTEST; i++) {
            if (!Characters.hexadecimal(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    /** What the first digits stand for. */
    byte[] beginning() {
        return HexFormat.of().parseHex(text.text(start, start + SHORTEST));
    }

    byte[] decoded() {
        int last = lastEnd();
        StringBuilder digits = new StringBuilder(last - start);
        for (int at = start; at < last; at++) {
            if (Characters.hexadecimal(text.at(at))) {
                digits.append((char) text.at(at));
            }
        }
        return HexFormat.of().parseHex(digits.substring(0, digits.length() - digits.length() % 2));
    }

    /** Position after the digits of the last line. */
    int lastEnd() {
        int at = start;
        while (at < end && (Characters.hexadecimal(text.at(at)) || space(text.at(at)) || broken(at))) {
            at += broken(at) ? 2 : 1;
        }
        return Math.min(at, end);
    }

    private static boolean space(int c) {
        return Characters.lineBreak(c) || Characters.blank(c);
    }

    /** A line break as it is written within a string. */
    private boolean broken(int at) {
        return text.at(at) == '\\' && text.at(at + 1) == 'n';
    }
}
