package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ColumnPages.Page;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a column in a row group, one by one, as texts. */
final class ColumnValues {
    static final int RLE = 3;
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE_DICTIONARY = 8;
    private static final List<String> ENCODINGS = List.of(
            "PLAIN",
            "number 1",
            "PLAIN_DICTIONARY",
            "RLE",
            "BIT_PACKED",
            "DELTA_BINARY_PACKED",
            "DELTA_LENGTH_BYTE_ARRAY",
            "DELTA_BYTE_ARRAY",
            "RLE_DICTIONARY",
            "BYTE_STREAM_SPLIT");

    private final ParquetColumn column;
    private final ColumnPages pages;
    private final int mostEntries;
    private long left;
    private String @Nullable [] dictionary;
    private @Nullable Data data;

    /**
     * @param values of all pages together, nulls included
     * @param mostEntries of the dictionary
     */
    ColumnValues(ParquetColumn column, ColumnPages pages, long values, int mostEntries) {
        this.column = column;
        this.pages = pages;
        this.left = values;
        this.mostEntries = mostEntries;
    }

    /** Null where the row has no value. */
    @Nullable
    String next() throws IOException {
        Data now = data;
        while (now == null || now.left == 0) {
            Page page = pages.next();
            if (page == null) {
                throw new MalformedArchiveException(column.inWords() + " has fewer values than the file has rows");
            }
            now = accept(page);
            data = now;
        }
        left--;
        try {
            return now.next();
        } catch (BufferUnderflowException e) {
            throw new MalformedArchiveException("a page ends before its values do", e);
        }
    }

    /** @throws MalformedArchiveException when there are more values than were read */
    void end() throws IOException {
        for (Page page = pages.next(); page != null; page = pages.next()) {
            if (page.dictionary() || page.values() > 0) {
                throw new MalformedArchiveException(column.inWords() + " has more values than the file has rows");
            }
        }
    }

    private @Nullable Data accept(Page page) throws IOException {
        if (page.dictionary()) {
            entries(page);
            return null;
        }
        if (page.values() > left) {
            throw new MalformedArchiveException(column.inWords() + " has more values than the file has rows");
        }
        return page.values() == 0 ? null : new Data(page);
    }

    private void entries(Page page) throws IOException {
        if (dictionary != null || data != null) {
            throw new MalformedArchiveException(column.inWords() + " has a dictionary that is not its first page");
        }
        if (page.encoding() != PLAIN && page.encoding() != PLAIN_DICTIONARY) {
            throw unread(page.encoding());
        }
        // no value has less than 4 bytes
        if (page.values() > mostEntries || page.values() > page.content().remaining() / Integer.BYTES) {
            throw new MalformedArchiveException(column.inWords() + " has a dictionary of more than " + mostEntries
                    + " entries, or of a wrong length");
        }
        String[] entries = new String[page.values()];
        ByteBuffer content = page.content().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = plain(content);
        }
        if (content.hasRemaining()) {
            throw new MalformedArchiveException("a dictionary is longer than its entries");
        }
        dictionary = entries;
    }

    private UnsupportedArchiveException unread(int encoding) {
        String name = encoding >= 0 && encoding < ENCODINGS.size() ? ENCODINGS.get(encoding) : "number " + encoding;
        return new UnsupportedArchiveException(column.inWords() + " is encoded as " + name
                + ", which is not read: write it with PLAIN or a dictionary");
    }

    private String plain(ByteBuffer in) throws MalformedArchiveException {
        try {
            if (column.type() == ParquetColumn.INT32) {
                int value = in.getInt();
                return column.unsigned() ? Integer.toUnsignedString(value) : Integer.toString(value);
            }
            if (column.type() == ParquetColumn.INT64) {
                long value = in.getLong();
                return column.unsigned() ? Long.toUnsignedString(value) : Long.toString(value);
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new MalformedArchiveException("a text is longer than its page");
            }
            String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
            return text;
        } catch (BufferUnderflowException e) {
            throw new MalformedArchiveException("a page ends before its values do", e);
        }
    }

    /** A page of data, as far as it was read. */
    private final class Data {
        private final @Nullable RunLengths levels;
        private final ByteBuffer content;
        private final Page page;
        private final boolean indexed;
        private @Nullable RunLengths indexes;
        private int left;
        private int nulls;

        private Data(Page page) throws IOException {
            this.page = page;
            this.left = page.values();
            this.content = page.content().order(ByteOrder.LITTLE_ENDIAN);
            this.indexed = page.encoding() == RLE_DICTIONARY || page.encoding() == PLAIN_DICTIONARY;
            if (!indexed && page.encoding() != PLAIN) {
                throw unread(page.encoding());
            }
            this.levels = column.optional() ? new RunLengths(levels(page), 1) : null;
        }

        private ByteBuffer levels(Page page) throws IOException {
            ByteBuffer apart = page.levels();
            if (apart != null) {
                return apart;
            }
            int length = content.remaining() < Integer.BYTES ? -1 : content.getInt();
            if (length < 0 || length > content.remaining()) {
                throw new MalformedArchiveException("the levels of a page are longer than the page");
            }
            ByteBuffer own = content.slice(content.position(), length);
            content.position(content.position() + length);
            return own;
        }

        private @Nullable String next() throws IOException {
            String value = null;
            RunLengths known = levels;
            long level = known == null ? 1 : known.next(left);
            if (level > 1) {
                throw new MalformedArchiveException("a page has a definition level that its column does not have");
            }
            if (level == 1) {
                value = indexed ? entry() : plain(content);
            } else {
                nulls++;
            }
            if (--left == 0) {
                end();
            }
            return value;
        }

        private String entry() throws IOException {
            RunLengths places = indexes;
            if (places == null) {
                places = new RunLengths(content, content.get() & 0xff);
                indexes = places;
            }
            long place = places.next(left);
            String[] entries = dictionary;
            if (entries == null || place >= entries.length) {
                throw new MalformedArchiveException(
                        column.inWords() + " has a value that its dictionary does not have");
            }
            return entries[(int) place];
        }

        /** Nothing may be left over; a page of nulls alone can have the width of its indexes. */
        private void end() throws MalformedArchiveException {
            if (levels != null) {
                levels.end();
            }
            if (indexes != null) {
                indexes.end();
            } else if (!indexed && content.hasRemaining()) {
                throw new MalformedArchiveException("a page is longer than its values");
            }
            if (page.nulls().orElse(nulls) != nulls) {
                throw new MalformedArchiveException("a page does not have as many nulls as its header says");
            }
        }
    }
}
