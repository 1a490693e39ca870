package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code Authorization: Bearer ...} and {@code Authorization: Basic ...}, the latter decoded. */
final class AuthorizationHeaderDetector implements Detector {
    private static final int LINE = 2100;
    private static final double RANDOM = 3.5;
    /** Shorter names are of people. */
    private static final int KEY = 20;

    private static final String KEYWORD = "authorization";
    /** What may follow the keyword in {@link #HEADER}, at most four of them, and what then must. */
    private static final String CLOSING = "\"']) ";

    private static final String OPERATORS = ":=,(";
    /** What may follow the operator in {@link #HEADER}, at most eight of them, and what then must, in lower case. */
    private static final String OPENING = " \t\n\f\rbfBF\"'`";

    private static final int MOST_OPENING = 8;
    private static final List<String> SCHEMES = List.of("bearer", "basic", "token");
    private static final Pattern HEADER =
            Pattern.compile("(?i)authorization[\"'\\]) ]{0,4}(?:[:=,(] {0,3}[bf]?[\"'`]?\\s{0,3})?(bearer|basic|token)"
                    + " {1,3}([A-Za-z0-9+/=_.~-]{8,})");

    /** The word is frequent in prose and programs, and few of them go on as a header does. */
    @Override
    public boolean possible(TextWindow text, int from) {
        int at = from + KEYWORD.length();
        int limit = at + 4;
        while (at < limit && CLOSING.indexOf(text.at(at)) >= 0) {
            at++;
        }
        if (OPERATORS.indexOf(text.at(at)) >= 0) {
            return opens(text, at + 1);
        }
        return at > from + KEYWORD.length() && scheme(text, at);
    }

    private static boolean opens(TextWindow text, int from) {
        int at = from;
        while (at < from + MOST_OPENING && OPENING.indexOf(text.at(at)) >= 0 && !scheme(text, at)) {
            at++;
        }
        return scheme(text, at);
    }

    private static boolean scheme(TextWindow text, int at) {
        for (String scheme : SCHEMES) {
            if (text.indexOf(scheme, at, at + scheme.length()) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        if (candidate.kind() == FileKind.PROSE) {
            return Optional.empty();
        }
        Matcher matcher = HEADER.matcher(candidate.text().text(candidate.from(), candidate.from() + LINE));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String value = matcher.group(2);
        Optional<String> secret = matcher.group(1).equalsIgnoreCase("basic") ? password(value) : bearer(value);
        return secret.isEmpty() || candidate.madeUp(secret.get())
                ? Optional.empty()
                : Optional.of(Span.of(candidate.from() + matcher.start(2), candidate.from() + matcher.end(2)));
    }

    private static Optional<String> bearer(String value) {
        return Optional.of(value)
                .filter(token -> token.length() >= 20
                        && Entropy.bitsPerCharacter(token) >= RANDOM
                        && Randomness.of(token)
                        && !JsonWebTokenDetector.opensNothing(token)
                        && !Placeholders.placeholder(token));
    }

    private static Optional<String> password(String value) {
        return basic(value).filter(AuthorizationHeaderDetector::secret);
    }

    /** Whether it is a name and a password in base 64, and the password is short or made up. */
    static boolean harmless(String value) {
        return basic(value).filter(secret -> !secret(secret)).isPresent();
    }

    private static boolean secret(String password) {
        return password.length() > 5 && !Placeholders.placeholder(password) && !password.contains("pass");
    }

    /**
     * The password of {@code NAME:PASSWORD} in base 64, or the name where there is no password, as Stripe and others have it, or
     * one such as {@code X-Oauth-Basic}; empty for anything else.
     */
    private static Optional<String> basic(String value) {
        try {
            String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            boolean printable = decoded.chars().allMatch(c -> c >= ' ' && c != 0xfffd);
            if (!printable || colon <= 0) {
                return Optional.empty();
            }
            String name = decoded.substring(0, colon);
            String password = decoded.substring(colon + 1);
            boolean key = name.length() >= KEY && Randomness.of(name) && !Randomness.of(password);
            return Optional.of(key ? name : password);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
