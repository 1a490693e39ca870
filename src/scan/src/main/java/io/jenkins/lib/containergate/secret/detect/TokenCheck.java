package io.jenkins.lib.containergate.secret.detect;

import java.util.Optional;

/** Whether a token is what its issuer makes: a checksum, an embedded number. */
@FunctionalInterface
public interface TokenCheck {
    /** @param note what the token says of itself and may be shown */
    record Answer(boolean plausible, Optional<String> note) {
        static Answer of(boolean plausible) {
            return new Answer(plausible, Optional.empty());
        }
    }

    /** @param token may be anything */
    Answer check(String token);

    /** Whether what passes is a token even where it touches other text, as in programs; not if it only rules out some noise. */
    default boolean proves() {
        return true;
    }
}
