package io.jenkins.lib.containergate.layer;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Reads borrowed memory as a file. */
final class ChunkedChannel implements SeekableByteChannel {
    private final List<byte[]> chunks;
    private final long size;
    private long position;
    private boolean open = true;

    ChunkedChannel(List<byte[]> chunks, long size) {
        this.chunks = chunks;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        checkOpen();
        if (position >= size) {
            return target.hasRemaining() ? -1 : 0;
        }
        int total = 0;
        while (target.hasRemaining() && position < size) {
            int offset = (int) (position % ContentMemory.CHUNK);
            int length = (int) Math.min(Math.min(target.remaining(), ContentMemory.CHUNK - offset), size - position);
            target.put(chunks.get((int) (position / ContentMemory.CHUNK)), offset, length);
            position += length;
            total += length;
        }
        return total;
    }

    @Override
    public long position() throws ClosedChannelException {
        checkOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws ClosedChannelException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        checkOpen();
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
