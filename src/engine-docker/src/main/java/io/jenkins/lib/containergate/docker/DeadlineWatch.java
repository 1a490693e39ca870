package io.jenkins.lib.containergate.docker;

import io.jenkins.lib.containergate.bounds.Deadline;
import java.io.Closeable;
import java.io.IOException;

/** Closes a connection when the deadline passes, since nothing else ends a read that waits for its next byte. */
final class DeadlineWatch implements AutoCloseable {
    private final Thread thread;

    DeadlineWatch(Deadline deadline, Closeable connection) {
        long milliseconds = deadline.remaining().toMillis() + 1;
        thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(milliseconds);
                        connection.close();
                    } catch (InterruptedException | IOException e) {
                        // done in time, or closed as well as can be
                    }
                },
                "daemon-deadline");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
