package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.airlift.compress.snappy.SnappyDecompressor;
import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The pages of a column, one by one. */
final class ColumnPages {
    private static final int HEADER = 1 << 20;
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;
    private static final List<String> CODECS =
            List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW");

    private final InputStream in;
    private final String codec;
    private final int longest;

    /**
     * @param in its bytes and no more, buffered
     * @param longest bytes of a page
     */
    ColumnPages(InputStream in, int codec, int longest) throws UnsupportedArchiveException {
        this.in = in;
        this.longest = longest;
        this.codec = codec >= 0 && codec < CODECS.size() ? CODECS.get(codec) : "number " + codec;
        if (!List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD").contains(this.codec)) {
            throw new UnsupportedArchiveException("its columns are compressed with the codec " + this.codec
                    + ", which is not read: write it with GZIP, SNAPPY or ZSTD");
        }
    }

    /**
     * @param nulls empty in version 1, which does not say it
     * @param levels definition levels of a column that is OPTIONAL; in version 1 they come first in {@code content},
     *     after their length
     */
    record Page(
            boolean dictionary,
            int values,
            int encoding,
            OptionalInt nulls,
            @Nullable ByteBuffer levels,
            ByteBuffer content) {}

    /** Null after the last one. Pages that hold no values, such as indexes, are left out. */
    @Nullable
    Page next() throws IOException {
        while (true) {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
            Header header = new Header();
            header.read(new ThriftReader(in, HEADER));
            byte[] stored = stored(header);
            if (header.type == DATA_V2) {
                return second(header, stored);
            }
            if (header.type == DATA || header.type == DICTIONARY) {
                if (header.type == DATA && header.levels != ColumnValues.RLE) {
                    throw new UnsupportedArchiveException(
                            "its definition levels are encoded as BIT_PACKED, which is not read: write it with RLE");
                }
                return new Page(
                        header.type == DICTIONARY,
                        required(header.values),
                        header.encoding,
                        OptionalInt.empty(),
                        null,
                        ByteBuffer.wrap(unpacked(stored, 0, header.unpacked)));
            }
        }
    }

    private byte[] stored(Header header) throws IOException {
        if (required(header.packed) > longest || required(header.unpacked) > longest) {
            throw new MalformedArchiveException("it has a page of more than " + longest + " bytes");
        }
        byte[] stored = in.readNBytes(header.packed);
        if (stored.length < header.packed) {
            throw new EOFException();
        }
        CRC32 sum = new CRC32();
        sum.update(stored);
        if (header.hasSum && header.sum != (int) sum.getValue()) {
            throw new MalformedArchiveException("the checksum of a page is wrong");
        }
        return stored;
    }

    /** Levels are never compressed in version 2. */
    private Page second(Header header, byte[] stored) throws IOException {
        if (header.repetition > 0) {
            throw new MalformedArchiveException("a page has repetition levels for a column that is not repeated");
        }
        int levels = required(header.levels);
        if (levels > stored.length || levels > header.unpacked) {
            throw new MalformedArchiveException("the levels of a page are longer than the page");
        }
        byte[] content;
        if (header.compressed) {
            content = unpacked(stored, levels, header.unpacked - levels);
        } else {
            content = Arrays.copyOfRange(stored, levels, stored.length);
        }
        if (content.length != header.unpacked - levels) {
            throw length();
        }
        return new Page(
                false,
                required(header.values),
                header.encoding,
                OptionalInt.of(required(header.nulls)),
                ByteBuffer.wrap(stored, 0, levels).slice(),
                ByteBuffer.wrap(content));
    }

    private byte[] unpacked(byte[] stored, int offset, int size) throws IOException {
        byte[] content =
                switch (codec) {
                    case "SNAPPY" -> snappy(stored, offset, size);
                    case "GZIP" -> stream(Compression.GZIP, stored, offset, size);
                    case "ZSTD" -> stream(Compression.ZSTD, stored, offset, size);
                    default -> Arrays.copyOfRange(stored, offset, stored.length);
                };
        if (content.length != size) {
            throw length();
        }
        return content;
    }

    /** Reads one byte more than there should be, to notice it. */
    private static byte[] stream(Compression compression, byte[] stored, int offset, int size) throws IOException {
        if (offset == stored.length && size == 0) {
            return new byte[0];
        }
        try (InputStream content =
                compression.decompress(new ByteArrayInputStream(stored, offset, stored.length - offset))) {
            return content.readNBytes(size + 1);
        }
    }

    /** The library reports damaged input by unchecked exceptions. */
    private static byte[] snappy(byte[] stored, int offset, int size) throws MalformedArchiveException {
        if (offset == stored.length && size == 0) {
            return new byte[0];
        }
        try {
            if (SnappyDecompressor.getUncompressedLength(stored, offset) != size) {
                throw length();
            }
            byte[] content = new byte[size];
            int written = new SnappyDecompressor().decompress(stored, offset, stored.length - offset, content, 0, size);
            if (written != size) {
                throw length();
            }
            return content;
        } catch (RuntimeException e) {
            throw new MalformedArchiveException("Snappy data of a page is damaged", e);
        }
    }

    private static MalformedArchiveException length() {
        return new MalformedArchiveException("a page does not have the length that its header says");
    }

    private static int required(int number) throws MalformedArchiveException {
        if (number < 0) {
            throw new MalformedArchiveException("the header of a page is not whole");
        }
        return number;
    }

    /** PageHeader, with the header of its kind in it. */
    private static final class Header {
        private int type = -1;
        private int unpacked = -1;
        private int packed = -1;
        private int sum;
        private boolean hasSum;
        private int values = -1;
        private int encoding = -1;
        private int nulls = -1;
        /** In version 1 their encoding, in version 2 their bytes. */
        private int levels = -1;

        private int repetition;
        private boolean compressed = true;

        private void read(ThriftReader in) throws IOException {
            in.struct((id, type) -> {
                switch (id) {
                    case 1 -> this.type = in.size(type);
                    case 2 -> unpacked = in.size(type);
                    case 3 -> packed = in.size(type);
                    case 4 -> {
                        sum = (int) in.integer(type);
                        hasSum = true;
                    }
                    case 5 -> in.struct(type, (field, inner) -> first(in, field, inner));
                    case 7 -> in.struct(type, (field, inner) -> first(in, field == 3 ? 0 : field, inner));
                    case 8 -> in.struct(type, (field, inner) -> second(in, field, inner));
                    default -> in.skip(type);
                }
            });
        }

        private void first(ThriftReader in, int field, int type) throws IOException {
            switch (field) {
                case 1 -> values = in.size(type);
                case 2 -> encoding = in.size(type);
                case 3 -> levels = in.size(type);
                default -> in.skip(type);
            }
        }

        private void second(ThriftReader in, int field, int type) throws IOException {
            switch (field) {
                case 1 -> values = in.size(type);
                case 2 -> nulls = in.size(type);
                case 4 -> encoding = in.size(type);
                case 5 -> levels = in.size(type);
                case 6 -> repetition = in.size(type);
                case 7 -> compressed = type == ThriftReader.TRUE;
                default -> in.skip(type);
            }
        }
    }
}
