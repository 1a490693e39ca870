package io.jenkins.lib.containergate.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/**
 * Shows the time as it is, and a day more once something has happened. A deadline of an hour passes right then, however long
 * it took to get there.
 */
public final class JumpingClock extends Clock {
    private static final Duration JUMP = Duration.ofDays(1);

    private final BooleanSupplier happened;

    /** @param happened asked at each look at the clock */
    public JumpingClock(BooleanSupplier happened) {
        this.happened = happened;
    }

    @Override
    public Instant instant() {
        Instant now = Instant.now();
        return happened.getAsBoolean() ? now.plus(JUMP) : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
