package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import java.util.Optional;

/** A login and its password for a machine, in one line or several. */
final class NetrcDetector implements Detector {
    private static final int ENTRY = 600;
    private static final Pattern FORMAT = Pattern.compile(
            "machine\\s{1,8}[^\\s]{1,200}\\s{1,8}login\\s{1,8}[^\\s]{1,200}\\s{1,8}password\\s{1,8}([^\\s]{3,400})");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        Matcher matcher = FORMAT.matcher(candidate.text().text(candidate.from(), candidate.from() + ENTRY));
        if (!matcher.lookingAt()
                || Placeholders.placeholder(matcher.group(1))
                || matcher.group(1).contains("password")) {
            return Optional.empty();
        }
        return Optional.of(Span.of(candidate.from() + matcher.start(1), candidate.from() + matcher.end(1)));
    }
}
