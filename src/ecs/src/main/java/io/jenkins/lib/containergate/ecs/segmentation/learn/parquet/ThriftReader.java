package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The compact protocol of Thrift, in which the metadata of Parquet is written.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Compact protocol</a>
 */
final class ThriftReader {
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int STRUCT = 12;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int UUID = 13;
    private static final int LONG_LIST = 15;
    private static final int DEPTH = 32;
    private static final int VARINT_BITS = 64;

    private final InputStream in;
    private long left;
    private int depth;

    /**
     * @param in buffered
     * @param most bytes that are read
     */
    ThriftReader(InputStream in, long most) {
        this.in = in;
        this.left = most;
    }

    /** Reads the value of a field, or skips it. */
    @FunctionalInterface
    interface Field {
        void read(int id, int type) throws IOException;
    }

    /** Reads an element of a list. */
    @FunctionalInterface
    interface Element {
        void read(int type) throws IOException;
    }

    void struct(Field each) throws IOException {
        deeper();
        int id = 0;
        for (int header = next(); header != 0; header = next()) {
            id = header >> 4 == 0 ? (int) zigzag() : id + (header >> 4);
            each.read(id, header & 0xf);
        }
        depth--;
    }

    /** @param most elements */
    void list(int type, int most, Element each) throws IOException {
        if (type != LIST && type != SET) {
            throw wrong();
        }
        int header = next();
        long size = header >> 4 == LONG_LIST ? varint() : header >> 4;
        if (size < 0 || size > most) {
            throw new MalformedArchiveException("its metadata has a list of more than " + most + " elements");
        }
        for (long i = 0; i < size; i++) {
            each.read(header & 0xf);
        }
    }

    void struct(int type, Field each) throws IOException {
        if (type != STRUCT) {
            throw wrong();
        }
        struct(each);
    }

    long integer(int type) throws IOException {
        if (type <= BYTE || type > I64) {
            throw wrong();
        }
        return zigzag();
    }

    /** That cannot be negative. */
    int size(int type) throws IOException {
        long size = integer(type);
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new MalformedArchiveException("its metadata has a size or number that is negative or too large");
        }
        return (int) size;
    }

    String text(int type) throws IOException {
        if (type != BINARY) {
            throw wrong();
        }
        int length = length();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void deeper() throws MalformedArchiveException {
        if (++depth > DEPTH) {
            throw new MalformedArchiveException("its metadata is nested too deep");
        }
    }

    void skip(int type) throws IOException {
        deeper();
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> next();
            case BYTE + 1, BYTE + 2, I64 -> varint();
            case DOUBLE -> skipBytes(8);
            case UUID -> skipBytes(16);
            case BINARY -> skipBytes(length());
            case LIST, SET -> list(type, Integer.MAX_VALUE, this::skipElement);
            case MAP -> skipMap();
            case STRUCT -> struct((id, inner) -> skip(inner));
            default -> throw wrong();
        }
        depth--;
    }

    /** A boolean of a list has a byte, that of a field has none. */
    private void skipElement(int type) throws IOException {
        skip(type == TRUE || type == FALSE ? BYTE : type);
    }

    private void skipMap() throws IOException {
        long size = varint();
        int types = size == 0 ? 0 : next();
        for (long i = 0; i < size; i++) {
            skipElement(types >> 4);
            skipElement(types & 0xf);
        }
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > left) {
            throw new MalformedArchiveException("its metadata has a text that is longer than the metadata");
        }
        left -= length;
        return (int) length;
    }

    private void skipBytes(long count) throws IOException {
        in.skipNBytes(count);
    }

    private long zigzag() throws IOException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedArchiveException("its metadata has a number that does not end");
    }

    private int next() throws IOException {
        int next = left-- > 0 ? in.read() : -1;
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private static MalformedArchiveException wrong() {
        return new MalformedArchiveException("its metadata has a value of a wrong type");
    }
}
