package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.Late;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;
import java.util.Optional;

/** A value of a fixed format, recognised wherever it stands. */
public final class TokenDetector implements Detector {
    /** Characters of a beginning that stands for itself. */
    private static final int VISIBLE = 4;

    /** Characters of the numbers of a colour. */
    private static final int COLOUR = 16;

    private static final int ESCAPE = 0x1b;

    private final LatePattern format;
    /** Asked for of few rules, and read from a pattern: when it is needed. */
    private final Late<Beginning> beginning;

    private final int before;
    private final int length;
    private final int visible;
    private final double entropy;
    private final List<TokenCheck> checks;
    private final List<String> neverAfter;

    /** @param unmistakable whether it stands for itself, whatever letters are next to it */
    private record Beginning(RegexPrefix prefix, boolean unmistakable) {}

    /**
     * @param format with one group around the secret, if it is only part of what is matched
     * @param before bytes before the keyword where the match may begin; 0 when it begins with the keyword
     * @param length bytes from the keyword on that may belong to it
     * @param visible characters of the keyword that are no secret and may be shown, when it begins with the keyword
     * @param entropy bits for each character the secret has at least
     * @param neverAfter texts after which the same format is no secret
     */
    public TokenDetector(
            LatePattern format,
            int before,
            int length,
            int visible,
            double entropy,
            List<TokenCheck> checks,
            List<String> neverAfter) {
        if (before + length > REACH) {
            throw new IllegalArgumentException("a token lies within " + REACH + " bytes of its keyword");
        }
        this.format = format;
        this.beginning = new Late<>(() -> begun(format, before, List.copyOf(checks)));
        this.before = before;
        this.length = length;
        this.visible = visible;
        this.entropy = entropy;
        this.checks = List.copyOf(checks);
        this.neverAfter = List.copyOf(neverAfter);
    }

    private static Beginning begun(LatePattern format, int before, List<TokenCheck> checks) {
        RegexPrefix prefix = RegexPrefix.of(format.text());
        return new Beginning(
                prefix, before == 0 && (prefix.holdsSign() || checks.stream().anyMatch(TokenCheck::proves)));
    }

    /** Most keywords that are only part of a word are no begin of a token. */
    @Override
    public boolean possible(TextWindow text, int from) {
        if (before == 0) {
            return (beginsHere(text, from) || touching(text, from))
                    && beginning.get().prefix().at(text, from);
        }
        // where all up to the keyword is fixed, a match that begins elsewhere is found at its own keyword
        RegexPrefix prefix = beginning.get().prefix();
        return prefix.length() <= before || prefix.at(text, from - before);
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int origin = Math.max(text.start(), candidate.from() - before);
        String region = text.text(origin, candidate.from() + length);
        Matcher matcher = format.get().matcher(region);
        int keyword = candidate.from() - origin;
        int searchFrom = 0;
        while (before == 0 ? searchFrom == 0 && matcher.lookingAt() : matcher.find(searchFrom)) {
            if (matcher.start() > keyword) {
                return Optional.empty();
            }
            if (matcher.end() > keyword && bounded(text, origin + matcher.start(), origin + matcher.end())) {
                return judged(matcher, region, origin, candidate);
            }
            searchFrom = matcher.start() + 1;
        }
        return Optional.empty();
    }

    private Optional<Span> judged(Matcher matcher, String region, int origin, Candidate candidate) {
        int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        String value = region.substring(matcher.start(group), matcher.end(group));
        int start = origin + matcher.start(group);
        boolean other = neverAfter.stream().anyMatch(text -> candidate.text().startsWith(text, start - text.length()));
        if (other || Entropy.bitsPerCharacter(value) < entropy || Placeholders.imitation(value)) {
            return Optional.empty();
        }
        Optional<String> note = Optional.empty();
        for (TokenCheck check : checks) {
            TokenCheck.Answer answer = check.check(value);
            if (!answer.plausible()) {
                return Optional.empty();
            }
            note = note.or(answer::note);
        }
        int keyword = group == 0 && before == 0 ? Math.min(candidate.to() - candidate.from(), visible) : 0;
        return Optional.of(new Span(start, origin + matcher.end(group), Math.min(keyword, value.length() / 3), note));
    }

    /** No longer word goes on across either end; an escape such as {@code \n} before it belongs to no word. */
    private boolean bounded(TextWindow text, int start, int end) {
        boolean wordAfter = Characters.word(text.at(end)) && Characters.word(text.at(end - 1));
        boolean alone = beginsHere(text, start) && !wordAfter && !insideBase64(text.at(start - 1), text.at(end));
        return alone || touching(text, start) && made(text.text(start + VISIBLE, end));
    }

    /** Whether chance made the rest, and not the linker of names that begin in the same way. */
    private static boolean made(String value) {
        return value.chars().filter(Characters::digit).count() > 1 && Randomness.of(value);
    }

    /** In programs and databases texts stand side by side: constants of Python and Go, columns of SQLite. */
    private boolean touching(TextWindow text, int start) {
        return text.program() && beginning.get().unmistakable() && text.at(start - 1) != '_';
    }

    private static boolean beginsHere(TextWindow text, int start) {
        return !Characters.word(text.at(start - 1))
                || !Characters.word(text.at(start))
                || text.at(start - 2) == '\\' && "nrtbf".indexOf(text.at(start - 1)) >= 0
                || text.at(start - 1) == 'm' && afterColour(text, start - 2);
    }

    /** Whether what ends here sets the colour of a terminal, as in logs of builds: {@code ESC[93m}. */
    private static boolean afterColour(TextWindow text, int end) {
        int at = end;
        while (at > end - COLOUR && (Characters.digit(text.at(at)) || text.at(at) == ';')) {
            at--;
        }
        return text.at(at) == '['
                && (text.at(at - 1) == ESCAPE
                        || text.text(at - 5, at).endsWith("u001b")
                        || text.text(at - 3, at).equals("x1b")
                        || text.text(at - 3, at).equals("033"));
    }

    /** A slash may also be part of an address, but not on both sides. */
    private static boolean insideBase64(int before, int after) {
        return before == '+' || after == '+' || before == '/' && after == '/';
    }
}
