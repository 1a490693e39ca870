package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Any number of gzip members, one after the other, to the end of the stream; anything else after a member is an error.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used: it takes whatever does not look like a further member, and any
 * member it meets while its source has nothing available, for the end of the data.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipDecoder extends BulkInputStream.OnTop {
    /** Most compressed files are small; layers are not. */
    private static final int FIRST_BUFFER = 8 << 10;

    private static final int LARGEST_BUFFER = 128 << 10;
    private static final int MAX_HEADER_TEXT = 512;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final OutputStream headers;
    private byte[] input = new byte[FIRST_BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 contentCrc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private int position;
    private int limit;
    private boolean inMember;
    private long memberSize;

    GzipDecoder(InputStream in) {
        this(in, OutputStream.nullOutputStream());
    }

    /** @param headers gets what the headers hold beside numbers */
    GzipDecoder(InputStream in, OutputStream headers) {
        super(in);
        this.headers = headers;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!inMember && !startMember()) {
                return -1;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                contentCrc.update(target, offset, count);
                memberSize += count;
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new MalformedArchiveException("gzip data asks for a preset dictionary");
            } else if (!refill()) {
                throw truncated();
            } else {
                inflater.setInput(input, position, limit - position);
            }
        }
    }

    private int inflate(byte[] target, int offset, int length) throws MalformedArchiveException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new MalformedArchiveException("gzip data is damaged (" + e.getMessage() + ")", e);
        }
    }

    /** False at the end of the stream. */
    private boolean startMember() throws IOException {
        if (position == limit && !refill()) {
            return false;
        }
        headerCrc.reset();
        if (headerByte() != 0x1f || headerByte() != 0x8b || headerByte() != 8) {
            throw new MalformedArchiveException("gzip data is followed by something that is not gzip");
        }
        int flags = headerByte();
        skipHeader(6);
        if ((flags & EXTRA) != 0) {
            noteHeader(headerByte() | headerByte() << 8);
        }
        if ((flags & NAME) != 0) {
            skipHeaderText();
        }
        if ((flags & COMMENT) != 0) {
            skipHeaderText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) headerCrc.getValue() & 0xffff;
            if ((nextByte() | nextByte() << 8) != expected) {
                throw new MalformedArchiveException("the checksum of a gzip header is wrong");
            }
        }
        contentCrc.reset();
        memberSize = 0;
        inflater.reset();
        inflater.setInput(input, position, limit - position);
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        if (nextInt() != (int) contentCrc.getValue()) {
            throw new MalformedArchiveException("the checksum of gzip data is wrong");
        }
        if (nextInt() != (int) memberSize) {
            throw new MalformedArchiveException("the length of gzip data is wrong");
        }
    }

    private void skipHeader(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            headerByte();
        }
    }

    private void noteHeader(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            headers.write(headerByte());
        }
        headers.write(0);
    }

    private void skipHeaderText() throws IOException {
        for (int i = 0; i < MAX_HEADER_TEXT; i++) {
            int value = headerByte();
            headers.write(value);
            if (value == 0) {
                return;
            }
        }
        throw new MalformedArchiveException("a text in a gzip header is too long");
    }

    private int headerByte() throws IOException {
        int value = nextByte();
        headerCrc.update(value);
        return value;
    }

    private int nextInt() throws IOException {
        return nextByte() | nextByte() << 8 | nextByte() << 16 | nextByte() << 24;
    }

    private int nextByte() throws IOException {
        if (position == limit && !refill()) {
            throw truncated();
        }
        return input[position++] & 0xff;
    }

    private boolean refill() throws IOException {
        if (limit == input.length && limit < LARGEST_BUFFER) {
            input = new byte[limit * 4];
        }
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }

    private static MalformedArchiveException truncated() {
        return new MalformedArchiveException("gzip data ends too early");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
