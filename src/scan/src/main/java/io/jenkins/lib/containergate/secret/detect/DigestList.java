package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.DigestForm;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * A list that gives a digest to each file by its name: {@code access_token.js = 47DEQpj8...}. One line alone may give anything to
 * anything, so others beside it have to be of the same form: a name of a program or of what a site is made of, and as many
 * characters as a digest has. Files that hold settings or credentials ({@code token.json}) are no part of it.
 */
final class DigestList {
    private static final Pattern LINE =
            Pattern.compile("[ \\t]*[\"']?[\\w@./+$-]{1,200}\\.(?:c|cc|cjs|class|cpp|cs|css|dart|dll|exe|gif|go"
                    + "|gz|h|hpp|html?|jar|java|jpe?g|js|jsx|kt|less|lua|map|mjs|php|png|py|pyc|rb|rs|s?css|so|svg|swift|tgz|ts|tsx|vue|wasm|whl|woff2?|zip)[\"']?["
                    + " \\t]*(?:[:=,]|=>)?[ \\t]*[\"']?([A-Za-z0-9+/=]{27,128})[\"']?[ \\t]*[,;]?[ \\t]*\\r"
                    + "?");

    private static final int REACH = 1 << 10;
    /** Beside it. */
    private static final int LEAST = 2;

    private DigestList() {}

    /** Whether the value is one of at least three such digests that stand together. */
    static boolean holds(TextWindow text, Span value) {
        int from = Math.max(text.start(), value.start() - REACH);
        int to = Math.min(text.end(), value.end() + REACH);
        int lineBreak = text.lastIndexOf("\n", from, value.start());
        String digest = text.text(value.start(), value.end());
        if (!form(digest)) {
            return false;
        }
        int start = Math.max(lineBreak + 1, from);
        String own = line(text, start, to);
        return digest(own, digest.length())
                && before(text, start, from, digest.length()) + behind(text, start, own, to, digest.length()) >= LEAST;
    }

    private static String line(TextWindow text, int start, int to) {
        int end = text.indexOf("\n", start, to);
        return text.text(start, end < 0 ? to : end);
    }

    private static int before(TextWindow text, int start, int from, int length) {
        int count = 0;
        int end = start - 1;
        while (count < LEAST && end > from) {
            int lineBreak = text.lastIndexOf("\n", from, end);
            int begin = lineBreak < 0 && from == text.start() ? from - 1 : lineBreak;
            if (begin < from - 1 || !digest(text.text(begin + 1, end), length)) {
                return count;
            }
            count++;
            end = begin;
        }
        return count;
    }

    private static int behind(TextWindow text, int start, String own, int to, int length) {
        int count = 0;
        int begin = start + own.length() + 1;
        while (count < LEAST && begin < to) {
            String next = line(text, begin, to);
            if (!digest(next, length)) {
                return count;
            }
            count++;
            begin += next.length() + 1;
        }
        return count;
    }

    private static boolean digest(String line, int length) {
        Matcher each = LINE.matcher(line);
        return each.matches() && each.group(1).length() == length && form(each.group(1));
    }

    private static boolean form(String value) {
        return DigestForm.hexadecimal(value) || DigestForm.base64(value);
    }
}
