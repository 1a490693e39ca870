package io.jenkins.lib.containergate.cli.learn;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that is interrupted when the program is told to end, and has a moment to stop in AWS what it started there.
 */
final class StoppedAtExit implements AutoCloseable {
    private static final long SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread atExit;

    private StoppedAtExit(Thread works) {
        this.atExit = new Thread(() -> stop(works), "stop");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static StoppedAtExit thisThread() {
        return new StoppedAtExit(Thread.currentThread());
    }

    private void stop(Thread works) {
        works.interrupt();
        try {
            if (!done.await(SECONDS, TimeUnit.SECONDS)) {
                // what was started ends by itself
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the program ends at this moment
        }
    }
}
