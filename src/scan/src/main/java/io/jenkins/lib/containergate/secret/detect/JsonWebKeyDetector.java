package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;

/**
 * A JSON web key with its private part: {@code d} of RSA, EC and OKP keys, {@code k} of symmetric ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-6">RFC 7518, section 6</a>
 */
final class JsonWebKeyDetector implements Detector {
    private static final int REACH_OF_KEY = 4 << 10;
    private static final Pattern PRIVATE =
            Pattern.compile("\\\\?[\"']d\\\\?[\"']\\s{0,8}:\\s{0,8}\\\\?[\"']([A-Za-z0-9_-]{40,})\\\\?[\"']");
    private static final Pattern SYMMETRIC =
            Pattern.compile("\\\\?[\"']k\\\\?[\"']\\s{0,8}:\\s{0,8}\\\\?[\"']([A-Za-z0-9_-]{20,})\\\\?[\"']");
    private static final Pattern TYPE =
            Pattern.compile("kty\\\\?[\"']\\s{0,8}:\\s{0,8}\\\\?[\"'](RSA|EC|OKP|oct)\\\\?[\"']");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        Matcher type = TYPE.matcher(text.text(candidate.from(), candidate.from() + 40));
        if (!type.lookingAt() || candidate.kind() == FileKind.PROSE || candidate.explains()) {
            return Optional.empty();
        }
        Pattern member = type.group(1).equals("oct") ? SYMMETRIC : PRIVATE;
        int origin = object(text, candidate.since(REACH_OF_KEY), candidate.from());
        int end = candidate.until(REACH_OF_KEY);
        String object = text.text(origin, end);
        int close = object.indexOf('}', candidate.to() - origin);
        Matcher matcher = member.matcher(close < 0 ? object : object.substring(0, close));
        return matcher.find() && Randomness.of(matcher.group(1)) && !Placeholders.imitation(matcher.group(1))
                ? Optional.of(Span.of(origin + matcher.start(1), origin + matcher.end(1)))
                : Optional.empty();
    }

    private static int object(TextWindow text, int from, int keyword) {
        int start = keyword;
        while (start > from && text.at(start) != '{') {
            start--;
        }
        return start;
    }
}
