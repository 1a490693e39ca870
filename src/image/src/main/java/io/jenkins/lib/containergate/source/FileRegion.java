package io.jenkins.lib.containergate.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file as a stream. Owns the channel. */
final class FileRegion extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    FileRegion(FileChannel channel, long offset, long size) {
        this.channel = channel;
        this.position = offset;
        this.end = offset + size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        if (wanted == 0) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        position += Math.max(0, count);
        return count;
    }

    /** Moves without reading; stays inside both the stretch and the file. */
    @Override
    public long skip(long bytes) throws IOException {
        long limit = Math.min(end, channel.size());
        long skipped = Math.max(0, Math.min(bytes, limit - position));
        position += skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
