package io.jenkins.lib.containergate.layer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Memory for the contents of large files, shared by all layers that are read at the same time. Whoever gets none uses a
 * temporary file instead of waiting.
 */
final class ContentMemory {
    static final int CHUNK = 1 << 20;
    private static final long MOST = 64L << 20;

    private final Deque<byte[]> free = new ArrayDeque<>();
    private long unused;

    /** @param bytes that may be in use at the same time */
    ContentMemory(long bytes) {
        this.unused = bytes / CHUNK;
    }

    /** A quarter of the heap, but no more than speeds anything up. */
    static long standardSize() {
        return Math.min(MOST, Runtime.getRuntime().maxMemory() / 4);
    }

    /** Chunks for so many bytes; empty when there are not enough left. */
    synchronized Optional<List<byte[]>> take(long bytes) {
        long count = (bytes + CHUNK - 1) / CHUNK;
        if (count > unused) {
            return Optional.empty();
        }
        unused -= count;
        List<byte[]> chunks = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            byte[] chunk = free.poll();
            chunks.add(chunk == null ? new byte[CHUNK] : chunk);
        }
        return Optional.of(chunks);
    }

    /** Whether {@link #take} would give so many bytes now. */
    synchronized boolean available(long bytes) {
        return (bytes + CHUNK - 1) / CHUNK <= unused;
    }

    /** Gives back what {@link #take} gave. */
    synchronized void release(List<byte[]> chunks) {
        free.addAll(chunks);
        unused += chunks.size();
    }
}
