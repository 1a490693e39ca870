package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import java.util.Locale;
import java.util.Optional;

/** {@code curl -u user:password}, on one line or on continued ones. */
final class CurlUserDetector implements Detector {
    private static final int LINE = 800;
    private static final Pattern OPTION = Pattern.compile(
            "curl(?:[^\\r\\n]|\\\\\\r?\\n){0,600}?\\s(?:-u|--user)[ =]{0,3}[\"']{0,2}([\\w.@-]{0,80})[\"']?:[\"']?([^\\s\"'$<{`]{4,100})");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        if (candidate.kind() == FileKind.PROSE
                || Characters.word(candidate.text().at(candidate.from() - 1))) {
            return Optional.empty();
        }
        Matcher matcher = OPTION.matcher(candidate.text().text(candidate.from(), candidate.from() + LINE));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String password = matcher.group(2);
        return Placeholders.placeholder(password)
                        || password.toLowerCase(Locale.ROOT).contains("pass")
                        || candidate.madeUp(password)
                ? Optional.empty()
                : Optional.of(Span.of(candidate.from() + matcher.start(2), candidate.from() + matcher.end(2)));
    }
}
