package io.jenkins.lib.containergate.inventory.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** Takes inflated content: in memory while it is small, then in a temporary file that vanishes when it is closed. */
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 512 << 10;

    private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private boolean handedOver;

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (memory != null && memory.size() + length <= IN_MEMORY) {
            memory.write(bytes, offset, length);
            return;
        }
        if (file == null) {
            file = temporary();
        }
        if (memory != null) {
            writeFully(file, ByteBuffer.wrap(memory.toByteArray()));
            memory = null;
        }
        writeFully(file, ByteBuffer.wrap(bytes, offset, length));
    }

    /** What was written, from its start; the caller closes it. */
    SeekableByteChannel finish() throws IOException {
        handedOver = true;
        return file != null
                ? file.position(0)
                : new SeekableInMemoryByteChannel(memory == null ? new byte[0] : memory.toByteArray());
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
