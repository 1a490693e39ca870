package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * How large the header of a 7z archive is, unpacked. Commons Compress unpacks all of it into memory before it asks what
 * its limit says, so a header of a few kilobytes may take all the memory there is.
 *
 * @see <a href="https://py7zr.readthedocs.io/en/latest/archive_format.html">The .7z format</a>
 */
final class SevenZipHeaderSize {
    private static final int START = 32;
    private static final int NEXT_HEADER = 12;
    /** What says where an encoded header lies is short. */
    private static final int LONGEST_STREAMS = 4096;

    private static final int ENCODED = 0x17;
    private static final int PACK_INFO = 0x06;
    private static final int UNPACK_INFO = 0x07;
    private static final int SIZES = 0x09;
    private static final int FOLDERS = 0x0b;
    private static final int UNPACK_SIZES = 0x0c;
    private static final int MOST = 32;

    private final ByteBuffer bytes;

    private SevenZipHeaderSize(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * @return bytes of memory it takes
     * @throws MalformedArchiveException when it is not written as 7z headers are
     */
    static long of(SeekableByteChannel archive) throws IOException {
        ByteBuffer start = read(archive, 0, START);
        long offset = START + start.getLong(NEXT_HEADER);
        long stored = start.getLong(NEXT_HEADER + Long.BYTES);
        if (offset < START || stored < 0 || stored > archive.size() - offset) {
            throw malformed();
        }
        if (stored == 0) {
            return 0;
        }
        ByteBuffer header = read(archive, offset, (int) Math.min(LONGEST_STREAMS, stored));
        if ((header.get() & 0xff) != ENCODED) {
            return stored;
        }
        try {
            return stored + new SevenZipHeaderSize(header).unpacked();
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw malformed();
        }
    }

    /** Where the header ends, and the archive with it. */
    static long end(SeekableByteChannel archive) throws IOException {
        ByteBuffer start = read(archive, 0, START);
        return START + start.getLong(NEXT_HEADER) + start.getLong(NEXT_HEADER + Long.BYTES);
    }

    /** The same of a stream that begins with the archive; not positive where it says nothing that can be. */
    static long end(InputStream archive) throws IOException {
        ByteBuffer start = ByteBuffer.wrap(archive.readNBytes(START)).order(ByteOrder.LITTLE_ENDIAN);
        if (start.capacity() < START) {
            return 0;
        }
        long offset = start.getLong(NEXT_HEADER);
        long stored = start.getLong(NEXT_HEADER + Long.BYTES);
        return offset < 0 || stored < 0 || offset > Long.MAX_VALUE - stored - START ? 0 : START + offset + stored;
    }

    private static ByteBuffer read(SeekableByteChannel archive, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        archive.position(position);
        while (buffer.hasRemaining()) {
            if (archive.read(buffer) < 0) {
                throw malformed();
            }
        }
        return buffer.flip();
    }

    /** The sum of what all streams of the encoded header unpack to. */
    private long unpacked() throws MalformedArchiveException {
        expect(PACK_INFO);
        number();
        int packed = count();
        int property = bytes.get();
        if (property == SIZES) {
            skipNumbers(packed);
            property = bytes.get();
        }
        if (property != 0) {
            throw malformed();
        }
        expect(UNPACK_INFO);
        expect(FOLDERS);
        int folders = count();
        expect(0);
        int streams = 0;
        for (int folder = 0; folder < folders; folder++) {
            streams += folder();
        }
        expect(UNPACK_SIZES);
        long sum = 0;
        for (int stream = 0; stream < streams; stream++) {
            sum = Math.addExact(sum, number());
        }
        return sum;
    }

    /** @return how many streams it unpacks to, those in between included */
    private int folder() throws MalformedArchiveException {
        int coders = count();
        int inputs = 0;
        int outputs = 0;
        for (int coder = 0; coder < coders; coder++) {
            int flags = bytes.get();
            skip(flags & 0x0f);
            boolean complex = (flags & 0x10) != 0;
            inputs += complex ? count() : 1;
            outputs += complex ? count() : 1;
            if ((flags & 0x20) != 0) {
                skip(number());
            }
        }
        int bound = outputs - 1;
        skipNumbers(2 * bound);
        if (inputs - bound > 1) {
            skipNumbers(inputs - bound);
        }
        return outputs;
    }

    private void expect(int wanted) throws MalformedArchiveException {
        if (bytes.get() != wanted) {
            throw malformed();
        }
    }

    private int count() throws MalformedArchiveException {
        long count = number();
        if (count < 1 || count > MOST) {
            throw malformed();
        }
        return (int) count;
    }

    private void skipNumbers(int count) throws MalformedArchiveException {
        for (int i = 0; i < count; i++) {
            number();
        }
    }

    private void skip(long count) throws MalformedArchiveException {
        if (count > bytes.remaining()) {
            throw malformed();
        }
        bytes.position(bytes.position() + (int) count);
    }

    /** The ones that lead the first byte say how many bytes follow; what is left of it is the highest. */
    private long number() throws MalformedArchiveException {
        int first = bytes.get() & 0xff;
        int following = Math.min(Byte.SIZE, Integer.numberOfLeadingZeros(~first << 24));
        long value = 0;
        for (int i = 0; i < following; i++) {
            value |= (bytes.get() & 0xffL) << Byte.SIZE * i;
        }
        if (following < Byte.SIZE - 1) {
            value |= (first & (0x7fL >>> following)) << Byte.SIZE * following;
        }
        if (value < 0) {
            throw malformed();
        }
        return value;
    }

    private static MalformedArchiveException malformed() {
        return new MalformedArchiveException("its header is damaged or made to exhaust memory");
    }
}
