package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Counts and digests what is read through it, and asks a check after each read. */
final class HashingStream extends BulkInputStream.OnTop {
    /** Deadline and limits. */
    @FunctionalInterface
    interface Check {
        /** @param total bytes read so far */
        void afterRead(long total) throws GateException, InterruptedException;
    }

    private final Optional<MessageDigest> digest;
    private final Check check;
    private long count;

    /** @param digest absent when somebody else digests the same bytes */
    HashingStream(InputStream in, Optional<MessageDigest> digest, Check check) {
        super(in);
        this.digest = digest;
        this.check = check;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            if (digest.isPresent()) {
                digest.get().update(target, offset, read);
            }
            count += read;
            try {
                check.afterRead(count);
            } catch (GateException e) {
                throw new ReadAborted(e);
            } catch (InterruptedException e) {
                throw new ReadAborted(e);
            }
        }
        return read;
    }

    /** Skips nothing: every byte has to be digested. */
    @Override
    public long skip(long bytes) {
        return 0;
    }

    long count() {
        return count;
    }

    /** The digest of all bytes read; to be asked once. */
    Optional<Digest> digest() {
        return digest.map(Digest::of);
    }
}
