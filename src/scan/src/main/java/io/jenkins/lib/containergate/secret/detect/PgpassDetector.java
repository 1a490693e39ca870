package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import java.util.Optional;

/** {@code host:port:database:user:password}, PostgreSQL's password file. */
final class PgpassDetector implements Detector {
    private static final int LINE = 400;
    private static final Pattern REST = Pattern.compile(":5432:[^:\\s]{1,64}:[^:\\s]{1,64}:([^\\s*:]{4,200})");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        Matcher matcher = REST.matcher(candidate.text().text(candidate.from(), candidate.from() + LINE));
        if (!matcher.lookingAt() || Placeholders.placeholder(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.of(Span.of(candidate.from() + matcher.start(1), candidate.from() + matcher.end(1)));
    }
}
