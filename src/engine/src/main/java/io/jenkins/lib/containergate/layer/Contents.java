package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.TarReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the content of one file at a time: in memory while there is some, else in one temporary file per layer. */
final class Contents implements Closeable {
    private final Path directory;
    private final ContentMemory memory;
    private List<byte[]> borrowed = List.of();
    private @Nullable Path temporary;

    Contents(Path directory, ContentMemory memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /**
     * The content of the tar's current entry, valid until the next call.
     *
     * @param name for messages
     * @param head the beginning, all of it for a small file
     */
    FileContent of(TarReader tar, String name, long size, byte[] head) throws IOException {
        release();
        if (size == head.length) {
            return new MemoryContent(name, head);
        }
        Optional<List<byte[]>> chunks = memory.take(size);
        if (chunks.isPresent()) {
            borrowed = chunks.get();
            fill(tar, size);
            return new ChunkedContent(name, borrowed, size);
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

    private void fill(TarReader tar, long size) throws IOException {
        for (long at = 0; at < size; ) {
            int offset = (int) (at % ContentMemory.CHUNK);
            byte[] chunk = borrowed.get((int) (at / ContentMemory.CHUNK));
            int read = tar.read(chunk, offset, (int) Math.min(ContentMemory.CHUNK - offset, size - at));
            if (read < 0) {
                throw new EOFException(at + " bytes of a file of " + size);
            }
            at += read;
        }
    }

    private void release() {
        memory.release(borrowed);
        borrowed = List.of();
    }

    @Override
    public void close() throws IOException {
        release();
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }
}
