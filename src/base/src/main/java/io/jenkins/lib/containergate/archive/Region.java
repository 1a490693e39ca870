package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/** A region of a file as a stream. */
public final class Region extends BulkInputStream {
    private final SeekableByteChannel file;
    private final Reading reading;
    private final boolean owned;
    private final long end;
    private long position;

    @FunctionalInterface
    private interface Reading {
        int read(ByteBuffer target, long position) throws IOException;
    }

    private Region(SeekableByteChannel file, Reading reading, boolean owned, long offset, long size) {
        this.file = file;
        this.reading = reading;
        this.owned = owned;
        this.position = offset;
        this.end = offset + size;
    }

    /** Closes the file when it is closed. */
    public static Region owning(FileChannel file, long offset, long size) {
        return new Region(file, file::read, true, offset, size);
    }

    /** Several of one file are read in turns, by one thread; the file stays open. */
    public static Region of(SeekableByteChannel file, long offset, long size) {
        return new Region(file, (target, at) -> file.position(at).read(target), false, offset, size);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        if (wanted <= 0) {
            return -1;
        }
        int count = reading.read(ByteBuffer.wrap(target, offset, wanted), position);
        position += Math.max(0, count);
        return count;
    }

    /** Moves without reading; stays inside both the region and the file. */
    @Override
    public long skip(long bytes) throws IOException {
        long limit = Math.min(end, file.size());
        long skipped = Math.max(0, Math.min(bytes, limit - position));
        position += skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        if (owned) {
            file.close();
        }
    }
}
