package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.http.Attempts;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.TransientException;
import io.jenkins.lib.containergate.image.Descriptor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A blob while it comes in, over as many connections as it takes. */
final class BlobStream extends BulkInputStream {
    private final RepositorySession session;
    private final Descriptor descriptor;
    private final Deadline deadline;
    private final Attempts attempts;
    private final String what;
    private @Nullable HttpAnswer answer;
    private long position;

    BlobStream(RepositorySession session, Descriptor descriptor, Deadline deadline) {
        this.session = session;
        this.descriptor = descriptor;
        this.deadline = deadline;
        this.attempts = session.transport().attempts(deadline);
        this.what = "the blob " + descriptor.digest() + " of " + session.name();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            try {
                int count = connected().body().read(target, offset, length);
                if (count >= 0) {
                    position += count;
                } else if (position < descriptor.size()) {
                    throw TransientException.cutShort(what, position, descriptor.size());
                }
                return count;
            } catch (TransientException e) {
                again(e);
            } catch (GateException e) {
                throw new ReadAborted(e);
            } catch (InterruptedException e) {
                throw new ReadAborted(e);
            }
        }
    }

    private HttpAnswer connected() throws IOException, GateException, InterruptedException {
        HttpAnswer current = answer;
        if (current == null) {
            current = session.send(RepositoryReader.blobCall(session, descriptor.digest(), position), deadline);
            answer = current;
            long start = BlobAnswers.check(current, session.name(), what, descriptor.size(), position);
            skip(current.body(), position - start);
        }
        return current;
    }

    /** A registry without ranges sends from the beginning again; the digest of the whole tells whether it is the same. */
    private void skip(InputStream body, long bytes) throws IOException {
        try {
            body.skipNBytes(bytes);
        } catch (EOFException e) {
            throw TransientException.cutShort(what, 0, descriptor.size());
        }
    }

    private void again(TransientException fault) throws ReadAborted {
        close();
        try {
            attempts.failed(fault);
        } catch (GateException e) {
            throw new ReadAborted(e);
        } catch (InterruptedException e) {
            throw new ReadAborted(e);
        }
    }

    @Override
    public void close() {
        HttpAnswer current = answer;
        answer = null;
        if (current != null) {
            current.close();
        }
    }
}
