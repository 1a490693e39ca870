package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;

/**
 * What the archives of one layer unpack to, in tar order, and which of them stay closed: all that begin after the limit was
 * crossed. Threads that search ahead may have opened some of these; what they found is dropped, so that the result does not
 * depend on how fast they were.
 */
final class ClosedArchives {
    private final long maxBytes;
    private long bytes;
    /** Apart from what is found, of which an image full of archives must not leave less. */
    private final CollectedSecrets closed;

    /** Set by the thread that reads the layer, seen by those that search. */
    private volatile boolean full;

    ClosedArchives(long maxBytes, int maxListed) {
        this.maxBytes = maxBytes;
        this.closed = new CollectedSecrets(maxListed);
    }

    /** Whether every archive that comes next stays closed. */
    boolean full() {
        return full;
    }

    /** In tar order. */
    synchronized boolean closes(FileSecrets.Archive archive) {
        if (full) {
            closed.unsearched(new Unsearched(
                    archive.path(),
                    Unsearched.Reason.TOO_LARGE,
                    "the archives before it in this layer unpack to more than maxUnpackedBytes = " + maxBytes
                            + "; it is not opened",
                    "keep archives that the container does not need out of the image; a waiver for its path lets this"
                            + " one through"));
            return true;
        }
        bytes += archive.unpackedBytes();
        full = bytes > maxBytes;
        return false;
    }

    /** Each by its own name, so that nobody who lets one through lets others through, too. */
    synchronized List<Unsearched> unsearched() {
        return closed.unsearched();
    }
}
