package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all sources over a {@link FileStore} have in common: the store is opened once, and its faults are explained. */
abstract class StoreSource implements ImageSource {
    private final ImageLocation location;
    private final FileStore.Opener opener;
    private final Limits limits;
    private final DocumentRecorder recorder = new DocumentRecorder();
    private @Nullable FileStore store;
    private boolean closed;

    StoreSource(ImageLocation location, FileStore.Opener opener, Limits limits) {
        this.location = location;
        this.opener = opener;
        this.limits = limits;
    }

    abstract List<Image> images(
            FileStore files, DocumentRecorder recorder, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException, IOException;

    @Override
    public final synchronized List<Image> resolve(Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the image source is closed");
        }
        deadline.check("opening " + location.text());
        try {
            FileStore files = store;
            if (files == null) {
                files = opener.open(deadline);
                store = files;
            }
            return images(files, recorder, platform, deadline);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new GateException(
                    "'" + location.text() + "' cannot be read: " + FileProblem.of(e), "check the file", e);
        }
    }

    /** A channel that was closed by an interruption leaves the thread marked; the exception takes over from the mark. */
    private InterruptedException interrupted(ClosedByInterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted while reading " + location.text());
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public final ImageDocuments documents() {
        return recorder.documents();
    }

    final ImageLocation location() {
        return location;
    }

    final Limits limits() {
        return limits;
    }

    /** A file that has to be there. */
    static StoredFile require(FileStore files, String name, String what) throws GateException, IOException {
        Optional<StoredFile> file = files.find(name);
        if (file.isEmpty()) {
            throw new GateException(
                    what + " is missing (" + SafeText.quoted(name) + ")", "write the image again, completely");
        }
        return file.get();
    }

    @Override
    public final synchronized void close() throws IOException {
        closed = true;
        if (store != null) {
            store.close();
        }
    }
}
