package io.jenkins.lib.containergate.bounds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far ahead of this clock a time may be: clocks differ a little. What is dated further ahead has no date to rely on. */
public enum ClockSkew {
    /** Of what servers sign or state the moment they do it. */
    SERVER(Duration.ofMinutes(5)),
    /** Of files and databases: any machine wrote their date, often without a time or a time zone. */
    DATE(Duration.ofDays(1));

    private final Duration allowed;

    ClockSkew(Duration allowed) {
        this.allowed = allowed;
    }

    public boolean inFuture(Instant time, Clock clock) {
        return time.isAfter(clock.instant().plus(allowed));
    }
}
