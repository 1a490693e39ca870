package io.jenkins.lib.containergate.inventory.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Absolute, bounded reads of one file, whose structures may point anywhere. */
public final class FileWindow {
    private static final int WINDOW = 1 << 20;

    private final SeekableByteChannel channel;
    private final long size;

    public FileWindow(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    public long size() {
        return size;
    }

    /** Exactly {@code length} bytes; empty when the file does not reach so far. */
    public Optional<ByteBuffer> read(long offset, long length, ByteOrder order) throws IOException {
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > size - length) {
            return Optional.empty();
        }
        ByteBuffer bytes = upTo(offset, (int) length).order(order);
        return bytes.remaining() == length ? Optional.of(bytes) : Optional.empty();
    }

    /** Whether these bytes are anywhere in the file, which is read to its end if they are not. */
    public boolean contains(BytePattern wanted) throws IOException {
        return find(wanted, 0, size) >= 0;
    }

    /** Where these bytes first begin between two places; -1 for nowhere, and all between them is read. */
    public long find(BytePattern wanted, long from, long to) throws IOException {
        for (long offset = Math.max(0, from); offset < Math.min(to, size); offset += WINDOW) {
            long length = Math.min(WINDOW + wanted.length() - 1L, to - offset);
            ByteBuffer bytes = upTo(offset, (int) length);
            int at = wanted.in(bytes.array(), bytes.limit());
            if (at >= 0) {
                return offset + at;
            }
        }
        return -1;
    }

    /** The bytes that are there, at most {@code length}. */
    public ByteBuffer upTo(long offset, int length) throws IOException {
        if (offset < 0 || offset >= size) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size - offset));
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                break;
            }
        }
        return bytes.flip();
    }
}
