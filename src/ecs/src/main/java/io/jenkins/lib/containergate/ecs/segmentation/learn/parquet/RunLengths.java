package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Small numbers as repeated ones and groups of eight that are packed: levels, and places in a dictionary.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">RLE / bit-packing hybrid</a>
 */
final class RunLengths {
    private static final int GROUP = 8;
    private static final int WIDEST = 32;
    private static final int VARINT_BITS = 32;

    private final ByteBuffer in;
    private final int width;
    private int left;
    private boolean packed;
    private long repeated;
    private long bits;
    private int held;

    /**
     * @param in holds nothing else
     * @param width bits of a number
     */
    RunLengths(ByteBuffer in, int width) throws MalformedArchiveException {
        if (width > WIDEST) {
            throw new MalformedArchiveException("numbers of a page have " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    /** @param expected numbers that are still to come, this one included; a run that has more is an error */
    long next(long expected) throws IOException {
        if (left == 0) {
            run(expected);
        }
        left--;
        return packed ? unpacked() : repeated;
    }

    /**
     * Bytes after the last run are of no account: pyarrow leaves some.
     *
     * @throws MalformedArchiveException when the last run has more numbers than were read
     */
    void end() throws MalformedArchiveException {
        if (left > 0 && (!packed || left >= GROUP)) {
            throw more();
        }
    }

    private void run(long expected) throws IOException {
        long header = varint();
        packed = (header & 1) != 0;
        long count = packed ? (header >> 1) * GROUP : header >> 1;
        // the last group is filled up
        if (count == 0 || count > expected + (packed ? GROUP - 1 : 0)) {
            throw more();
        }
        left = (int) count;
        bits = 0;
        held = 0;
        if (packed && (header >> 1) * width > in.remaining()) {
            throw new MalformedArchiveException("a page ends before its values do");
        }
        if (!packed) {
            repeated = 0;
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                repeated |= (long) one() << shift;
            }
        }
    }

    private long unpacked() throws IOException {
        while (held < width) {
            bits |= (long) one() << held;
            held += Byte.SIZE;
        }
        long value = bits & (1L << width) - 1;
        bits >>>= width;
        held -= width;
        return value;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            int next = one();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedArchiveException("a page has a run whose length does not end");
    }

    private int one() throws MalformedArchiveException {
        if (!in.hasRemaining()) {
            throw new MalformedArchiveException("a page ends before its values do");
        }
        return in.get() & 0xff;
    }

    private static MalformedArchiveException more() {
        return new MalformedArchiveException("a page has runs that are longer than its number of values");
    }
}
