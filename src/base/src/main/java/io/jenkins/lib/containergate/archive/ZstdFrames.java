package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes zstd frames on and leaves skippable frames out, which the decoder behind it does not know (zstd:chunked layers
 * end with several). Follows the block structure without decoding it, so that a stream which ends inside a frame, or
 * goes on with something else after one, is noticed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1">RFC 8878, frames</a>
 */
final class ZstdFrames extends BulkInputStream.OnTop {
    private static final int BUFFER = 128 << 10;
    private static final long FRAME_MAGIC = 0xFD2FB528L;
    private static final long SKIPPABLE_MAGIC = 0x184D2A50L;
    private static final long SKIPPABLE_MASK = 0xFFFFFFF0L;
    private static final int MAX_STRUCTURE = 18;
    private static final long MAX_WINDOW = 8 << 20;

    private enum Next {
        FRAME,
        BLOCK,
        CHECKSUM
    }

    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private Next next = Next.FRAME;
    /** Whether a frame was passed on: the decoder takes a stream without any for a failure to read. */
    private boolean begun;

    private boolean checksum;
    /** Bytes that can be passed on before the next structure. */
    private long verbatim;

    ZstdFrames(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (verbatim == 0) {
            if (!parse()) {
                return -1;
            }
        }
        if (position == limit) {
            require(1);
        }
        int count = (int) Math.min(Math.min(length, verbatim), limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        verbatim -= count;
        return count;
    }

    /** Reads the structure at the position, which stays where it is; false at the end of the stream. */
    private boolean parse() throws IOException {
        switch (next) {
            case FRAME -> {
                if (position == limit && !fill()) {
                    if (!begun) {
                        throw new MalformedArchiveException("zstd data has no frame with content");
                    }
                    return false;
                }
                require(4);
                long magic = littleEndian(0, 4);
                if (magic == FRAME_MAGIC) {
                    startFrame();
                } else if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
                    skipFrame();
                } else {
                    throw new MalformedArchiveException("zstd data is followed by something that is not zstd");
                }
            }
            case BLOCK -> {
                require(3);
                long header = littleEndian(0, 3);
                boolean runLength = (header >>> 1 & 3) == 1;
                verbatim = 3 + (runLength ? 1 : header >>> 3);
                boolean last = (header & 1) != 0;
                next = last ? Next.CHECKSUM : Next.BLOCK;
            }
            case CHECKSUM -> {
                verbatim = checksum ? 4 : 0;
                next = Next.FRAME;
            }
        }
        return true;
    }

    private void startFrame() throws IOException {
        require(5);
        int descriptor = buffer[position + 4] & 0xff;
        checksum = (descriptor & 4) != 0;
        boolean singleSegment = (descriptor & 0x20) != 0;
        int dictionaryId = descriptor & 3;
        int sizeFlag = descriptor >>> 6;
        int sizeBytes = sizeFlag == 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
        verbatim = 5 + (singleSegment ? 0 : 1) + (dictionaryId == 0 ? 0 : 1 << dictionaryId - 1) + sizeBytes;
        require((int) verbatim);
        checkWindow(singleSegment ? contentSize(verbatim, sizeBytes) : windowSize(buffer[position + 5] & 0xff));
        next = Next.BLOCK;
        begun = true;
    }

    /** Exponent and eighths of the power of two. */
    private static long windowSize(int descriptor) {
        long power = 1L << 10 + (descriptor >>> 3);
        return power + power / 8 * (descriptor & 7);
    }

    /** A frame of one segment has its whole content for a window; two bytes count from 256. */
    private long contentSize(long headerBytes, int sizeBytes) {
        return littleEndian((int) headerBytes - sizeBytes, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
    }

    /** The decoder keeps a window in memory. */
    private static void checkWindow(long size) throws MalformedArchiveException {
        if (size < 0 || size > MAX_WINDOW) {
            throw new UnsupportedArchiveException("zstd data needs more than " + (MAX_WINDOW >> 20)
                    + " MiB of memory; compress it without --long and --ultra");
        }
    }

    private void skipFrame() throws IOException {
        require(8);
        long left = littleEndian(4, 4);
        position += 8;
        while (left > 0) {
            if (position == limit) {
                require(1);
            }
            int count = (int) Math.min(left, limit - position);
            position += count;
            left -= count;
        }
    }

    private long littleEndian(int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | buffer[position + offset + i] & 0xff;
        }
        return value;
    }

    /** Makes sure that as many bytes, at most {@link #MAX_STRUCTURE}, are in the buffer. */
    private void require(int bytes) throws IOException {
        while (limit - position < bytes) {
            if (!fill()) {
                throw new MalformedArchiveException("zstd data ends too early");
            }
        }
    }

    private boolean fill() throws IOException {
        if (buffer.length - position < MAX_STRUCTURE || position == limit) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }
}
