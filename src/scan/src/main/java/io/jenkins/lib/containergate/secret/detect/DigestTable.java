package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.DigestForm;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * The digest in a table that is called one of digests, whatever it is the digest of: {@code %md5sums = ('password' => ['4d5c92...'])}
 * of Debian's {@code pam-auth-update}.
 */
final class DigestTable {
    /** {@code sha256} alone may be a way to sign, and {@code hashes} what a language calls a table. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?s)(?:.*[^a-z])?[a-z0-9_]*?(?:md5_?sums?|sha_?(?:1|224|256|384|512)_?sums?|checksums?|digests)[\"']?\\s*(?::=|=>|[:=])[\\w\\s\\[\\]<>.*,]{0,80}");

    private static final int REACH = 2 << 10;
    /** Characters before a bracket that may say what it holds. */
    private static final int NAME = 160;

    private static final int MOST_ENCLOSING = 3;

    private DigestTable() {}

    /** Whether the value is one. */
    static boolean holds(Candidate candidate, Span value) {
        TextWindow text = candidate.text();
        if (!DigestForm.hexadecimal(text.text(value.start(), value.end()))) {
            return false;
        }
        int closed = 0;
        int enclosing = 0;
        int from = Math.max(text.start(), value.start() - REACH);
        for (int at = value.start() - 1; at >= from && enclosing < MOST_ENCLOSING; at--) {
            int c = text.at(at);
            if (c == ')' || c == ']' || c == '}') {
                closed++;
            } else if (c == '(' || c == '[' || c == '{') {
                if (closed > 0) {
                    closed--;
                } else if (named(text, at)) {
                    return true;
                } else {
                    enclosing++;
                }
            }
        }
        return false;
    }

    private static boolean named(TextWindow text, int bracket) {
        if (text.at(bracket) == '(' && Characters.word(text.at(bracket - 1))) {
            // a call: what it is given is not what it returns
            return false;
        }
        int from = Math.max(text.start(), bracket - NAME);
        int line = Math.max(from, text.lastIndexOf("\n", from, bracket) + 1);
        return NAMED.matches(text.text(line, bracket));
    }
}
