package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Duration;

/** Counts the attempts at one thing, and waits longer after each, but never beyond the deadline. */
public final class Attempts {
    /** At a server that restarts, and no more at one that is not there. */
    private static final int FIRM = 2;

    private final HttpLimits limits;
    private final Pause pause;
    private final Deadline deadline;
    private Duration next;
    private int failed;

    Attempts(HttpLimits limits, Pause pause, Deadline deadline) {
        this.limits = limits;
        this.pause = pause;
        this.deadline = deadline;
        this.next = limits.firstPause();
    }

    /**
     * Returns when it is time for the next attempt.
     *
     * @throws GateException when there will be none
     */
    public void failed(TransientException fault) throws GateException, InterruptedException {
        failed++;
        if (failed >= (fault.firm() ? Math.min(FIRM, limits.attempts()) : limits.attempts())) {
            throw fault.lasting(" (" + failed + (failed == 1 ? " attempt)" : " attempts)"));
        }
        Duration wait =
                fault.retryAfter().filter(asked -> asked.compareTo(next) > 0).orElse(next);
        if (wait.compareTo(deadline.remaining()) >= 0) {
            throw fault.lasting(", and the deadline leaves no time to wait " + Math.max(1, wait.toSeconds()) + " s");
        }
        pause.sleep(wait);
        deadline.check("waiting for a registry");
        next = next.multipliedBy(2);
    }
}
