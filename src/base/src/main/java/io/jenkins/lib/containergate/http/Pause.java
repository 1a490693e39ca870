package io.jenkins.lib.containergate.http;

import java.time.Duration;

/** Waits between attempts. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;

    /** Real time. */
    static Pause sleeping() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
