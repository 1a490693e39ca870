package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether what an authority says still holds: an old answer could be shown again by anybody. */
final class Freshness {
    /** Of an answer that does not say how long it holds. */
    private static final Duration UNSTATED = Duration.ofHours(1);

    private final Clock clock;

    Freshness(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param what it is, for the message */
    void check(Instant thisUpdate, Optional<Instant> nextUpdate, String what) throws RejectedSignatureException {
        if (ClockSkew.SERVER.inFuture(thisUpdate, clock)) {
            throw new RejectedSignatureException(what + " is dated " + thisUpdate + ", which is in the future");
        }
        Instant end = nextUpdate.orElse(thisUpdate.plus(UNSTATED));
        if (now().isAfter(end)) {
            throw new RejectedSignatureException(what + " held until " + end + " only");
        }
    }
}
