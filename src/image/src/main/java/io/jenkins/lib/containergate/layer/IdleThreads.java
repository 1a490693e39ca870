package io.jenkins.lib.containergate.layer;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Those threads of a pool for which no layer is left to read. */
final class IdleThreads {
    /** One that is worked on, and one that waits, so that none has to wait for the reader. */
    private static final int WORKS_PER_THREAD = 2;

    private final ExecutorService pool;
    private final int threads;
    private final AtomicInteger layers;
    private final Semaphore free;

    /** @param layers that are still to be read, each in one of the threads */
    IdleThreads(ExecutorService pool, int threads, int layers) {
        this.pool = pool;
        this.threads = threads;
        this.layers = new AtomicInteger(layers);
        this.free = new Semaphore(Math.max(0, threads - layers) * WORKS_PER_THREAD);
    }

    /** Whether {@link #give} would find one now. */
    boolean any() {
        return free.availablePermits() > 0;
    }

    /** Has one of them do something; empty when none is idle. */
    <T> Optional<Future<T>> give(Callable<T> work) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pool.submit(() -> {
                try {
                    return work.call();
                } finally {
                    free.release();
                }
            }));
        } catch (RejectedExecutionException e) {
            // all threads are being stopped, the one that asks included
            free.release();
            return Optional.empty();
        }
    }

    /** One layer less to read. */
    void layerDone() {
        if (layers.decrementAndGet() < threads) {
            free.release(WORKS_PER_THREAD);
        }
    }
}
