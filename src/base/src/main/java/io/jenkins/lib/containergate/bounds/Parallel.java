package io.jenkins.lib.containergate.bounds;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on several threads that ends as a whole: the first fault stops the rest, and no thread outlives the call. */
public final class Parallel {
    private Parallel() {}

    /** One piece of work. */
    @FunctionalInterface
    public interface Task<T, R> {
        R apply(T item) throws GateException, InterruptedException;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Work {
        void run() throws GateException, InterruptedException;
    }

    /** Different things at once, each on a thread of its own. */
    public static void together(List<Work> works) throws GateException, InterruptedException {
        map(works, works.size(), work -> {
            work.run();
            return true;
        });
    }

    /** @return the results in the order of the items */
    public static <T, R> List<R> map(List<T> items, int threads, Task<T, R> task)
            throws GateException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, items.size())), run -> {
            Thread thread = new Thread(run, "parallel");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<R> completion = new ExecutorCompletionService<>(workers);
            List<Future<R>> futures = new ArrayList<>();
            for (T item : items) {
                futures.add(completion.submit(() -> task.apply(item)));
            }
            for (int done = 0; done < items.size(); done++) {
                result(completion.take());
            }
            List<R> results = new ArrayList<>(futures.size());
            for (Future<R> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            Workers.end(workers);
        }
    }

    private static <R> R result(Future<R> future) throws GateException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof GateException fault) {
                throw fault;
            }
            if (cause instanceof InterruptedException interruption) {
                throw interruption;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("unexpected fault in work on several threads", cause);
        }
    }
}
