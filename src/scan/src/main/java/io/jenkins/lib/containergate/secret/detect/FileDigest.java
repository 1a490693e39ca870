package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.DigestForm;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.function.Predicate;

/**
 * The digest that a list gives to a file by its name, whatever the name says: {@code access_token.js = 47DEQpj8...}. A program in a
 * directory says enough; a name alone may give anything to anything, so others beside it have to be of the same form, with as
 * many characters as a digest has. Files that hold settings or credentials ({@code token.json}) are no part of it.
 */
final class FileDigest {
    /** Of programs, after a directory. */
    private static final Pattern PROGRAM =
            Pattern.compile("(?i)(?s).*/[a-z0-9_.$-]+\\.(?:tsx?|jsx?|mjs|cjs|py|go|rs|java|kt|rb|php|wasm)");

    private static final int PATH = 128;
    /** With directories, or without any dot that could be one of a setting's name: {@code sdk.token.java}. */
    private static final String FILE =
            "[ \\t]*[\"']?([\\w@./+$-]{0,200}/[\\w@.+$-]{1,100}|[\\w@+$-]{1,100}(?:\\.(?:min|module|bundle|d))?)\\.";

    private static final String GIVEN =
            "[\"']?[ \\t]*(?:[:=,]|=>)?[ \\t]*[\"']?" + "([A-Za-z0-9+/=]{27,128})[\"']?[ \\t]*[,;]?[ \\t]*\\r?";

    /** What programs, pages and archives end with. */
    private static final Pattern LINE = Pattern.compile(FILE
            + "(?:c|cc|cjs|class|cpp|cs|css|dart|dll|exe|gif|go|gz|h|hpp|html?|jar|java|jpe?g|js|jsx|kt|less|lua|map|md|mjs"
            + "|php|png|po|py|pyc|rb|rs|s?css|so|svg|swift|tgz|tpl|ts|tsx|twig|vue|wasm|whl|woff2?|zip)"
            + GIVEN);

    private static final Pattern ANY_LINE = Pattern.compile(FILE + "[A-Za-z0-9]{1,8}" + GIVEN);

    private static final int REACH = 1 << 10;
    /** Beside it. */
    private static final int LEAST = 2;

    private FileDigest() {}

    /** Whether the value is one. */
    static boolean is(Candidate candidate, Span value) {
        return ofProgram(candidate, value) || listed(candidate.text(), value);
    }

    private static boolean ofProgram(Candidate candidate, Span value) {
        TextWindow text = candidate.text();
        int end = candidate.to();
        while (end < value.start() && (Characters.word(text.at(end)) || text.at(end) == '.' || text.at(end) == '-')) {
            end++;
        }
        return Randomness.hexadecimal(text.text(value.start(), value.end()))
                && PROGRAM.matches(text.text(Math.max(text.start(), candidate.from() - PATH), end));
    }

    /** Whether the value is one of at least three such digests that stand together. */
    private static boolean listed(TextWindow text, Span value) {
        int from = Math.max(text.start(), value.start() - REACH);
        int to = Math.min(text.end(), value.end() + REACH);
        int lineBreak = text.lastIndexOf("\n", from, value.start());
        String digest = text.text(value.start(), value.end());
        if (!form(digest)) {
            return false;
        }
        int start = Math.max(lineBreak + 1, from);
        String own = line(text, start, to);
        Matcher line = LINE.matcher(own);
        if (!line.matches() || line.group(2).length() != digest.length()) {
            return false;
        }
        // one name with several endings is what a setting has for several languages: token.java, token.php
        Predicate<String> beside = other -> digest(other, line.group(1), digest.length());
        return before(text, start, from, beside) + behind(text, start, own, to, beside) >= LEAST;
    }

    private static String line(TextWindow text, int start, int to) {
        int end = text.indexOf("\n", start, to);
        return text.text(start, end < 0 ? to : end);
    }

    private static int before(TextWindow text, int start, int from, Predicate<String> digest) {
        int count = 0;
        int end = start - 1;
        while (count < LEAST && end > from) {
            int lineBreak = text.lastIndexOf("\n", from, end);
            int begin = lineBreak < 0 && from == text.start() ? from - 1 : lineBreak;
            if (begin < from - 1 || !digest.test(text.text(begin + 1, end))) {
                return count;
            }
            count++;
            end = begin;
        }
        return count;
    }

    private static int behind(TextWindow text, int start, String own, int to, Predicate<String> digest) {
        int count = 0;
        int begin = start + own.length() + 1;
        while (count < LEAST && begin < to) {
            String next = line(text, begin, to);
            if (!digest.test(next)) {
                return count;
            }
            count++;
            begin += next.length() + 1;
        }
        return count;
    }

    /** Whether it gives such a digest to a file of another name. */
    private static boolean digest(String line, String name, int length) {
        Matcher each = ANY_LINE.matcher(line);
        return each.matches() && !each.group(1).equals(name) && each.group(2).length() == length && form(each.group(2));
    }

    private static boolean form(String value) {
        return DigestForm.hexadecimal(value) || DigestForm.base64(value);
    }
}
