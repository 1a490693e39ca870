package io.jenkins.lib.containergate.bounds;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How a pool of threads that read hostile input ends. */
public final class Workers {
    private static final int MILLISECONDS = 200;

    private Workers() {}

    /**
     * Asks all threads to stop, and again until they have, keeping an interruption for the caller. Once is not enough: the class
     * loader of a Jenkins agent takes an interruption for its own where a thread just waits for a class, and forgets it.
     */
    public static void end(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            pool.shutdownNow();
            try {
                ended = pool.awaitTermination(MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
