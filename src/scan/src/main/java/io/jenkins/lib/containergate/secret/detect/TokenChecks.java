package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import java.util.Map;
import java.util.Optional;

/** The checks that rules name. */
public final class TokenChecks {
    /** What base 64 makes of four bytes of zeros: numbers in data have them, and no token after what it begins with. */
    private static final String ZEROS = "AAAAA";

    private static final int BEGINNING = 8;

    private static final Map<String, TokenCheck> NAMED = Map.of(
            "github-checksum",
            new Base62Checksum(),
            "aws-access-key-id",
            new AwsAccessKeyId(),
            "mixed",
            new Mixed(),
            "no-placeholder",
            token -> TokenCheck.Answer.of(!Placeholders.placeholder(token)),
            "random",
            token -> TokenCheck.Answer.of(Randomness.of(token) && !Placeholders.placeholder(token)),
            "user-and-password",
            token -> TokenCheck.Answer.of(DockerConfigDetector.userAndPassword(token)));

    /**
     * Letters of both cases and digits, as a long token has by chance; the table of colours of a picture has not. What begins so in
     * base 64 has zeros.
     */
    private record Mixed() implements TokenCheck {
        @Override
        public Answer check(String token) {
            return Answer.of(token.indexOf(ZEROS, BEGINNING) < 0
                    && token.chars().anyMatch(Characters::lower)
                    && token.chars().anyMatch(Characters::upper)
                    && token.chars().anyMatch(Characters::digit));
        }

        @Override
        public boolean proves() {
            return false;
        }
    }

    private TokenChecks() {}

    public static Optional<TokenCheck> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }
}
