package io.jenkins.lib.containergate.bounds;

import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment by which a gate must have decided; every loop over hostile input asks it. */
public final class Deadline {
    private final Clock clock;
    private final Duration allowed;
    private final Instant end;

    private Deadline(Clock clock, Duration allowed) {
        this.clock = clock;
        this.allowed = allowed;
        this.end = clock.instant().plus(allowed);
    }

    public static Deadline after(Duration allowed, Clock clock) {
        return new Deadline(clock, allowed);
    }

    /** Zero when the deadline has passed. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * @param activity what is being done, as in "reading layer sha256:..."
     * @throws DeadlineExceededException when no time is left
     * @throws InterruptedException when the thread was asked to stop (an aborted build)
     */
    public void check(String activity) throws DeadlineExceededException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while " + activity);
        }
        if (!clock.instant().isBefore(end)) {
            throw new DeadlineExceededException(activity, allowed);
        }
    }
}
