package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the content of one file at a time: in memory while there is some, else in one temporary file per layer. */
final class Contents implements Closeable {
    /** Up to here a file gets memory of its own, so that a small one does not borrow a whole chunk. */
    private static final int SMALL = 128 << 10;

    private final Path directory;
    private final ContentMemory memory;
    private List<byte[]> borrowed = List.of();
    private boolean inFile;
    private @Nullable FileChannel open;

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
        if (size <= SMALL) {
            byte[] content = new byte[(int) size];
            tar.readFully(content);
            return new MemoryContent(name, content);
        }
        Optional<List<byte[]>> chunks = memory.take(size);
        if (chunks.isPresent()) {
            borrowed = chunks.get();
            fill(tar, size);
            return new ChunkedContent(name, borrowed, size);
        }
        FileChannel file = temporary();
        OutputStream out = Channels.newOutputStream(file.position(0));
        tar.transferTo(out);
        inFile = true;
        return new TemporaryFileContent(name, file, size);
    }

    /** Whether there is memory for so much at the moment. */
    boolean fit(long size) {
        return size <= SMALL || memory.available(size);
    }

    /**
     * Lets the last content stay valid until what is returned is run, in whatever thread; empty when that is not
     * possible, because it lies in the temporary file.
     */
    Optional<Runnable> keep() {
        if (inFile) {
            return Optional.empty();
        }
        List<byte[]> kept = borrowed;
        borrowed = List.of();
        return Optional.of(() -> memory.release(kept));
    }

    /**
     * Written over and never cut: the system need not find room for the same bytes again. Where the system can, it has no
     * name from the start, so that nothing of an image is left behind whatever ends this program.
     */
    private FileChannel temporary() throws IOException {
        FileChannel channel = open;
        if (channel == null) {
            Path file = Files.createTempFile(directory, "layer", null);
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            open = channel;
        }
        return channel;
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
        inFile = false;
    }

    @Override
    public void close() throws IOException {
        release();
        if (open != null) {
            open.close();
        }
    }

    /**
     * A file in borrowed memory.
     *
     * @param chunks of {@link ContentMemory#CHUNK} bytes each; the last one may hold less
     */
    record ChunkedContent(String name, List<byte[]> chunks, long size) implements FileContent {
        /** Without the copies that streams make. */
        void digest(MessageDigest digest) {
            for (long at = 0; at < size; at += ContentMemory.CHUNK) {
                digest.update(chunks.get((int) (at / ContentMemory.CHUNK)), 0, (int)
                        Math.min(ContentMemory.CHUNK, size - at));
            }
        }

        @Override
        public InputStream open() {
            return Channels.newInputStream(channel());
        }

        @Override
        public SeekableByteChannel channel() {
            return new ChunkedChannel(chunks, size);
        }

        @Override
        public byte[] bytes(int max) throws LimitExceededException {
            if (size > max) {
                throw new LimitExceededException(name, "bytes of this kind of file", max);
            }
            byte[] bytes = new byte[(int) size];
            for (int at = 0; at < bytes.length; at += ContentMemory.CHUNK) {
                System.arraycopy(
                        chunks.get(at / ContentMemory.CHUNK),
                        0,
                        bytes,
                        at,
                        Math.min(ContentMemory.CHUNK, bytes.length - at));
            }
            return bytes;
        }
    }

    /** Reads borrowed memory as a file. */
    static final class ChunkedChannel extends ContentChannel {
        private final List<byte[]> chunks;

        ChunkedChannel(List<byte[]> chunks, long size) {
            super(size);
            this.chunks = chunks;
        }

        @Override
        protected int readAt(long at, ByteBuffer target) {
            int offset = (int) (at % ContentMemory.CHUNK);
            int length = Math.min(target.remaining(), ContentMemory.CHUNK - offset);
            target.put(chunks.get((int) (at / ContentMemory.CHUNK)), offset, length);
            return length;
        }
    }

    /**
     * A large file, in a temporary file.
     *
     * @param file begins with the content; more may follow, of another file that was there before
     */
    record TemporaryFileContent(String name, FileChannel file, long size) implements FileContent {
        @Override
        public InputStream open() {
            return Channels.newInputStream(channel());
        }

        @Override
        public SeekableByteChannel channel() {
            return new ContentChannel(size) {
                @Override
                protected int readAt(long at, ByteBuffer target) throws IOException {
                    return file.read(target, at);
                }
            };
        }

        @Override
        public byte[] bytes(int max) throws IOException, LimitExceededException {
            if (size > max) {
                throw new LimitExceededException(name, "bytes of this kind of file", max);
            }
            try (InputStream in = open()) {
                return in.readAllBytes();
            }
        }
    }
}
