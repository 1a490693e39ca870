package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.TarReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Holds the content of one file at a time: small ones in memory, others in one temporary file per layer. */
final class Contents implements Closeable {
    static final int MEMORY = 1 << 20;

    private final Path directory;
    private @Nullable Path temporary;

    Contents(Path directory) {
        this.directory = directory;
    }

    /**
     * The content of the tar's current entry, valid until the next call.
     *
     * @param name for messages
     * @param head the beginning, all of it for a small file
     */
    FileContent of(TarReader tar, String name, long size, byte[] head) throws IOException {
        if (size == head.length) {
            return new MemoryContent(name, head);
        }
        if (size <= MEMORY) {
            byte[] bytes = new byte[(int) size];
            tar.readFully(bytes);
            return new MemoryContent(name, bytes);
        }
        Path file = temporary;
        if (file == null) {
            file = Files.createTempFile(directory, "layer", null);
            temporary = file;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            tar.transferTo(out);
        }
        return new TemporaryFileContent(name, file, size);
    }

    @Override
    public void close() throws IOException {
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }
}
