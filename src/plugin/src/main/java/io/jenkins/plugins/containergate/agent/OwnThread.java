package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.bounds.Workers;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Long work of an agent, on a thread of its own. An abort interrupts the calling thread once, and an interruption that meets it
 * while it loads a class is forgotten. Here that thread only waits, and has the work stopped until it has.
 */
final class OwnThread {
    private OwnThread() {}

    static <T> T call(Callable<T> work) throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(run -> {
            Thread made = new Thread(run, "container-gate");
            made.setDaemon(true);
            return made;
        });
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException fault) {
                throw fault;
            }
            if (cause instanceof InterruptedException interruption) {
                throw interruption;
            }
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IOException(cause);
        } finally {
            Workers.end(thread);
        }
    }
}
