package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Looks at the files of one layer for its independent visitors: in threads that are idle, some files at a time, and in
 * the layer's own thread when there is none. What is seen is taken in tar order.
 */
final class ParallelFileVisits {
    /** Handing over costs some microseconds, so many small files go together. */
    private static final long TOGETHER = 256 << 10;
    /** What a file costs in memory besides its content, more or less. */
    private static final int OVERHEAD = 512;

    private final Visitors visitors;
    private final Deadline deadline;
    private final IdleThreads idle;
    private final Deque<Future<List<Taking>>> given = new ArrayDeque<>();
    private List<Waiting> gathered = new ArrayList<>();
    private long gatheredBytes;

    ParallelFileVisits(Visitors visitors, Deadline deadline, IdleThreads idle) {
        this.visitors = visitors;
        this.deadline = deadline;
        this.idle = idle;
    }

    /** Takes what was seen in one file. */
    private interface Taking {
        void take() throws GateException, InterruptedException;
    }

    /**
     * One file that waits.
     *
     * @param done to be run when the content is no longer needed
     */
    private record Waiting(List<IndependentVisitor<?, ?>> visitors, VisitedFile file, Runnable done) {}

    /** Whether a file that is kept would be looked at elsewhere. */
    boolean wantsToKeep() {
        return !gathered.isEmpty() || idle.any();
    }

    /** For a content that is valid only now. */
    void now(List<IndependentVisitor<?, ?>> wanting, VisitedFile file) throws GateException, InterruptedException {
        give();
        List<Taking> takings = new ArrayList<>(wanting.size());
        for (IndependentVisitor<?, ?> visitor : wanting) {
            takings.add(look(visitor, file));
        }
        seen(takings);
    }

    /** @param done run in some thread when the content, which stays valid till then, is no longer needed */
    void later(List<IndependentVisitor<?, ?>> wanting, VisitedFile file, Runnable done)
            throws GateException, InterruptedException {
        gathered.add(new Waiting(wanting, file, done));
        gatheredBytes += file.content().size() + OVERHEAD;
        if (gatheredBytes >= TOGETHER) {
            give();
        }
    }

    /** Looks at what was gathered last, and waits until all that was given is seen and taken. */
    void finish() throws GateException, InterruptedException {
        seen(look(gathered()));
        while (!given.isEmpty()) {
            takeFirst();
        }
    }

    private void give() throws GateException, InterruptedException {
        List<Waiting> files = gathered();
        if (files.isEmpty()) {
            return;
        }
        Optional<Future<List<Taking>>> elsewhere = idle.give(() -> look(files));
        if (elsewhere.isPresent()) {
            given.add(elsewhere.get());
        } else {
            seen(look(files));
        }
    }

    private List<Waiting> gathered() {
        List<Waiting> files = gathered;
        gathered = new ArrayList<>();
        gatheredBytes = 0;
        return files;
    }

    private List<Taking> look(List<Waiting> files) throws GateException, InterruptedException {
        List<Taking> takings = new ArrayList<>(files.size());
        for (Waiting waiting : files) {
            try {
                for (IndependentVisitor<?, ?> visitor : waiting.visitors()) {
                    takings.add(look(visitor, waiting.file()));
                }
            } finally {
                waiting.done().run();
            }
        }
        return takings;
    }

    private <S> Taking look(IndependentVisitor<S, ?> visitor, VisitedFile file)
            throws GateException, InterruptedException {
        deadline.check("analysing " + file.name());
        S seen = visitors.look(visitor, file);
        return () -> visitor.take(seen);
    }

    private void seen(List<Taking> takings) throws GateException, InterruptedException {
        given.add(CompletableFuture.completedFuture(takings));
        while (!given.isEmpty() && given.peek().isDone()) {
            takeFirst();
        }
    }

    private void takeFirst() throws GateException, InterruptedException {
        try {
            for (Taking taking : given.remove().get()) {
                taking.take();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof GateException gate) {
                throw gate;
            }
            if (cause instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("looking at files of a layer failed", cause);
        }
    }
}
