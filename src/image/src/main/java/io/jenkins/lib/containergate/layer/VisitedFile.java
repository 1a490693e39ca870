package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.image.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A file of a layer while visitors look at it, perhaps in several threads. */
final class VisitedFile {
    private static final int BUFFER = 16 << 10;

    private final LayerEntry entry;
    private final FileContent content;
    private final String name;
    private byte @Nullable [] digest;

    /** @param name for messages */
    VisitedFile(LayerEntry entry, FileContent content, String name) {
        this.entry = entry;
        this.content = content;
        this.name = name;
    }

    LayerEntry entry() {
        return entry;
    }

    FileContent content() {
        return content;
    }

    String name() {
        return name;
    }

    /** SHA-256 of the whole content; computed once, for all visitors. */
    synchronized byte[] digest() throws IOException {
        if (digest == null) {
            MessageDigest sha256 = Digest.sha256();
            if (content instanceof FileContent.MemoryContent small) {
                sha256.update(small.content());
            } else if (content instanceof Contents.ChunkedContent large) {
                large.digest(sha256);
            } else {
                byte[] buffer = new byte[BUFFER];
                long total = 0;
                try (InputStream in = content.open()) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        sha256.update(buffer, 0, read);
                        total += read;
                    }
                }
                if (total != content.size()) {
                    throw new EOFException(total + " bytes of a file of " + content.size());
                }
            }
            digest = sha256.digest();
        }
        return digest;
    }
}
