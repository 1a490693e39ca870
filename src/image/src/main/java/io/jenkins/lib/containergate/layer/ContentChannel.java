package io.jenkins.lib.containergate.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads content of known size that belongs to somebody else, who keeps it when the channel is closed. */
public abstract class ContentChannel implements SeekableByteChannel {
    private final long size;
    private long position;
    private boolean open = true;

    protected ContentChannel(long size) {
        this.size = size;
    }

    /**
     * Some of the content.
     *
     * @param target takes no more than there is
     * @return bytes read; below one when the content is cut short
     */
    protected abstract int readAt(long at, ByteBuffer target) throws IOException;

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (position >= size) {
            return target.hasRemaining() ? -1 : 0;
        }
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), size - position));
        int total = 0;
        try {
            while (target.hasRemaining()) {
                int read = readAt(position, target);
                if (read < 1) {
                    break;
                }
                position += read;
                total += read;
            }
        } finally {
            target.limit(limit);
        }
        return total == 0 && target.hasRemaining() ? -1 : total;
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
