package io.jenkins.lib.containergate.signature;

import java.time.Instant;
import java.util.Optional;

/**
 * When a signature was made, as far as it is vouched for.
 *
 * @param by it was there then, says somebody other than the signer, or the signer is trusted to say so
 * @param notBefore it cannot be older than that; empty where anybody could have an old signature logged or stamped again
 */
public record SigningTime(Instant by, Optional<Instant> notBefore) {

    /** Of a signature that could be much older. */
    public static SigningTime by(Instant moment) {
        return new SigningTime(moment, Optional.empty());
    }

    /** @param notBefore the earliest moment it can be of */
    public static SigningTime between(Instant notBefore, Instant by) {
        return new SigningTime(by, Optional.of(notBefore));
    }
}
