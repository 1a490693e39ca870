package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Files by name: a tar or a directory. */
interface FileStore extends Closeable {
    /** @throws GateException when there is something of that name that is no regular file */
    Optional<StoredFile> find(String name) throws GateException, IOException;

    /** Opens the store when the first image is asked for, since that can take a while. */
    @FunctionalInterface
    interface Opener {
        FileStore open(Deadline deadline) throws GateException, InterruptedException, IOException;
    }
}
