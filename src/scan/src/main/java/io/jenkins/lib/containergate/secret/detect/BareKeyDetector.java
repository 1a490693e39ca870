package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;

/**
 * A private key in base 64 without the lines that name it, as variables and JSON hold it. What every such key has in
 * common after its length is the keyword: {@code INTEGER 0, SEQUENCE { rsaEncryption }} and so on.
 */
final class BareKeyDetector implements Detector {
    /** The key begins with this, from which the keyword is at most so many characters away. */
    private static final String SEQUENCE = "M";

    private static final int LENGTH = 8;
    private static final int KEY = 12 << 10;

    @Override
    public boolean possible(TextWindow text, int from) {
        return start(text, from) >= 0;
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int start = start(text, candidate.from());
        if (armoured(text, start)) {
            return Optional.empty();
        }
        int end = start;
        while (end < start + KEY && (digit(text.at(end)) || text.at(end) == '=' || wrapped(text, end))) {
            end++;
        }
        return KeyArmour.unprotected(text.text(start, end)) ? Optional.of(Span.of(start, end)) : Optional.empty();
    }

    /** Whether a line before it names it: whoever reads armour decides, and what calls itself a test key is none. */
    private static boolean armoured(TextWindow text, int start) {
        int at = start - 1;
        while (at > start - LENGTH && "\\rn\"'` \t\r\n+".indexOf(text.at(at)) >= 0) {
            at--;
        }
        return text.startsWith("--", at - 1);
    }

    /** Lines of one key: base 64 goes on after the break, which may be an escape. */
    private static boolean wrapped(TextWindow text, int at) {
        int c = text.at(at);
        return Characters.lineBreak(c) && (digit(text.at(at + 1)) || Characters.lineBreak(text.at(at + 1)))
                || c == '\\' && text.at(at + 1) == 'n';
    }

    /** Of the alphabet that keys are written in; dashes belong to armour. */
    private static boolean digit(int c) {
        return Characters.letter(c) || Characters.digit(c) || c == '+' || c == '/';
    }

    private static int start(TextWindow text, int keyword) {
        for (int at = keyword; at >= keyword - LENGTH; at--) {
            if (!Characters.base64(text.at(at - 1)) || text.at(at - 1) == 'n' && text.at(at - 2) == '\\') {
                return text.startsWith(SEQUENCE, at) ? at : -1;
            }
        }
        return -1;
    }
}
