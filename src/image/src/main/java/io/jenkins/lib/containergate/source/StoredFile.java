package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.Region;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of a store: a stretch of a file on disk.
 *
 * @param size in bytes
 */
record StoredFile(String name, Path file, long offset, long size) {

    /** A new stream with a file handle of its own: interrupting one reader does not close the others' file. */
    InputStream open() throws IOException {
        return Region.owning(FileChannel.open(file, StandardOpenOption.READ), offset, size);
    }

    /** The whole content of a JSON document. */
    byte[] document(Limits limits) throws IOException, GateException {
        if (size > limits.maxManifestBytes()) {
            throw new LimitExceededException(SafeText.quoted(name), "maxManifestBytes", limits.maxManifestBytes());
        }
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new GateException(SafeText.quoted(name) + " ends too early", "write the archive again");
            }
            return bytes;
        }
    }

    /**
     * The content, when it is what the descriptor says.
     *
     * @param kind what it should be, for messages: {@code manifest}
     */
    byte[] verified(Descriptor descriptor, String kind, Limits limits) throws IOException, GateException {
        checkSize(descriptor, kind);
        byte[] bytes = document(limits);
        Digest actual = Digest.of(bytes);
        if (!actual.equals(descriptor.digest())) {
            throw new GateException(
                    "the " + kind + " " + descriptor.digest() + " has the digest " + actual,
                    "it is damaged or forged: pull or build the image again");
        }
        return bytes;
    }

    void checkSize(Descriptor descriptor, String kind) throws GateException {
        if (size != descriptor.size()) {
            throw new GateException(
                    "the " + kind + " " + descriptor.digest() + " has " + size + " bytes where " + descriptor.size()
                            + " are declared",
                    "it is damaged or forged: pull or build the image again");
        }
    }
}
