package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.Optional;

/**
 * What the archives of one layer unpack to, in tar order, and which of them stay closed: all that begin after the limit was
 * crossed. Threads that search ahead may have opened some of these; what they found is dropped, so that the result does not
 * depend on how fast they were.
 */
final class ClosedArchives {
    private final long maxBytes;
    private long bytes;
    private int closed;
    private String first = "";

    /** Set by the thread that reads the layer, seen by those that search. */
    private volatile boolean full;

    ClosedArchives(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether every archive that comes next stays closed. */
    boolean full() {
        return full;
    }

    /** In tar order. */
    synchronized boolean closes(FileSecrets.Archive archive) {
        if (full) {
            if (closed++ == 0) {
                first = archive.path();
            }
            return true;
        }
        bytes += archive.unpackedBytes();
        full = bytes > maxBytes;
        return false;
    }

    synchronized Optional<Unsearched> unsearched() {
        return closed == 0
                ? Optional.empty()
                : Optional.of(new Unsearched(
                        first,
                        Unsearched.Reason.TOO_LARGE,
                        "the archives before it in this layer unpack to more than maxUnpackedBytes = " + maxBytes + "; "
                                + (closed == 1
                                        ? "it is not opened"
                                        : "it and " + (closed - 1) + " more are not opened"),
                        "keep archives that the container does not need out of the image; a waiver for this place lets all of them"
                                + " through"));
    }
}
