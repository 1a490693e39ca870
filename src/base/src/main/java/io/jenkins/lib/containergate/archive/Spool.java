package io.jenkins.lib.containergate.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Takes content that was unpacked, for random access: in memory while it is small, then in a temporary file that vanishes
 * when it is closed.
 */
public final class Spool extends OutputStream {
    private static final int IN_MEMORY = 512 << 10;
    /** Room that is made for content that has yet to come: as much costs next to nothing, should the archive lie. */
    private static final int TRUSTED = 64 << 10;

    private static final byte[] NOTHING = {};

    private byte[] memory;
    private int size;
    private @Nullable FileChannel file;
    private boolean handedOver;

    /** @param expected bytes that will come; more and fewer may */
    public Spool(long expected) {
        memory = new byte[(int) Math.max(0, Math.min(TRUSTED, expected))];
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && length > IN_MEMORY - size) {
            file = temporary();
            writeFully(file, ByteBuffer.wrap(memory, 0, size));
            memory = NOTHING;
        }
        if (file != null) {
            writeFully(file, ByteBuffer.wrap(bytes, offset, length));
            return;
        }
        if (length > memory.length - size) {
            memory = Arrays.copyOf(memory, Math.min(IN_MEMORY, Math.max(size + length, 2 * size)));
        }
        System.arraycopy(bytes, offset, memory, size, length);
        size += length;
    }

    /** What was written, from its start; the caller closes it. */
    public SeekableByteChannel finish() throws IOException {
        handedOver = true;
        return file != null ? file.position(0) : new SeekableInMemoryByteChannel(memory).truncate(size);
    }

    private static FileChannel temporary() throws IOException {
        Path path = Files.createTempFile("container-gate-", ".spool");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void writeFully(FileChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null && !handedOver) {
            file.close();
        }
    }
}
