package io.jenkins.lib.containergate.testkit.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes rows of texts as a Parquet file with a dictionary for each column, in gzip, as flow logs are. Numbers of the file
 * can be wrong.
 */
public final class ParquetWriter {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int GZIP = 2;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final int BYTE_ARRAY = 6;
    private static final int DICTIONARY_PAGE = 2;

    private final Map<String, Long> wrong;

    /** @param wrong numbers by what they are, such as {@code footer.rows}, in place of the right ones */
    public ParquetWriter(Map<String, Long> wrong) {
        this.wrong = Map.copyOf(wrong);
    }

    private long number(String what, long right) {
        return wrong.getOrDefault(what, right);
    }

    /**
     * @param text rows of words, one a line; the first are the names of the columns, {@code -} is none
     * @param each rows of a row group, at most 255
     */
    public byte[] write(String text, int each) throws IOException {
        List<String[]> rows = text.lines().map(line -> line.split(" ")).toList();
        String[] names = rows.get(0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("PAR1".getBytes(StandardCharsets.UTF_8));
        List<byte[]> groups = new ArrayList<>();
        for (int start = 1; start < rows.size(); start += each) {
            List<String[]> some = rows.subList(start, Math.min(rows.size(), start + each));
            List<byte[]> chunks = new ArrayList<>();
            for (int column = 0; column < names.length; column++) {
                int at = column;
                chunks.add(chunk(
                        file, names[column], some.stream().map(row -> row[at]).toList()));
            }
            groups.add(new Thrift()
                    .list(1, STRUCT, chunks)
                    .number(2, I64, 0)
                    .number(3, I64, number("group.rows", some.size()))
                    .end());
        }
        List<byte[]> schema = new ArrayList<>();
        schema.add(new Thrift()
                .text(4, "flows")
                .number(5, I32, number("schema.children", names.length))
                .end());
        for (String name : names) {
            schema.add(new Thrift()
                    .number(1, I32, number("schema.type", BYTE_ARRAY))
                    .number(3, I32, number("schema.repetition", 1))
                    .text(4, name.replace('-', '_'))
                    .number(6, I32, number("schema.converted", 0))
                    .end());
        }
        byte[] footer = new Thrift()
                .number(1, I32, 1)
                .list(2, STRUCT, schema)
                .number(3, I64, number("footer.rows", rows.size() - 1L))
                .list(4, STRUCT, groups)
                .end();
        file.write(footer);
        file.write(little(number("footer.length", footer.length)));
        file.write("PAR1".getBytes(StandardCharsets.UTF_8));
        return file.toByteArray();
    }

    private byte[] chunk(ByteArrayOutputStream file, String name, List<String> values) throws IOException {
        List<String> entries =
                values.stream().filter(value -> !value.equals("-")).distinct().toList();
        long start = file.size();
        ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
        for (String entry : entries) {
            dictionary.write(little(number("entry.length", entry.length())));
            dictionary.write(entry.getBytes(StandardCharsets.UTF_8));
        }
        file.write(page(
                DICTIONARY_PAGE,
                dictionary.toByteArray(),
                7,
                new Thrift()
                        .number(1, I32, number("dictionary.values", entries.size()))
                        .number(2, I32, 0)
                        .end()));
        long data = file.size();
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        ByteArrayOutputStream indexes = new ByteArrayOutputStream();
        indexes.write((int) number("index.width", 8));
        for (String value : values) {
            levels.write((int) number("levels.run", 1) << 1);
            levels.write(value.equals("-") ? 0 : 1);
            if (!value.equals("-")) {
                indexes.write((int) number("index.run", 1) << 1);
                indexes.write((int) number("index", entries.indexOf(value)));
            }
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(little(number("levels.length", levels.size())));
        content.write(levels.toByteArray());
        content.write(indexes.toByteArray());
        file.write(page(
                0,
                content.toByteArray(),
                5,
                new Thrift()
                        .number(1, I32, number("page.values", values.size()))
                        .number(2, I32, number("page.encoding", RLE_DICTIONARY))
                        .number(3, I32, number("levels.encoding", RLE))
                        .number(4, I32, RLE)
                        .end()));
        byte[] metadata = new Thrift()
                .number(1, I32, BYTE_ARRAY)
                .texts(3, name.replace('-', '_'))
                .number(4, I32, number("chunk.codec", GZIP))
                .number(5, I64, number("chunk.values", values.size()))
                .number(7, I64, number("chunk.length", file.size() - start))
                .number(9, I64, number("chunk.data", data))
                .number(11, I64, start)
                .end();
        return new Thrift().number(2, I64, 0).struct(3, metadata).end();
    }

    private byte[] page(int type, byte[] content, int field, byte[] header) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.write(new Thrift()
                .number(1, I32, number("page.type", type))
                .number(2, I32, number("page.unpacked", content.length))
                .number(3, I32, number("page.packed", zipped.size()))
                .struct(field, header)
                .end());
        page.write(zipped.toByteArray());
        return page.toByteArray();
    }

    private static byte[] little(long number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    /** A struct in the compact protocol. */
    private static final class Thrift {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int last;

        private void field(int id, int type) {
            out.write(id - last << 4 | type);
            last = id;
        }

        private void varint(long value) {
            for (long rest = value; ; rest >>>= 7) {
                if (rest >>> 7 == 0) {
                    out.write((int) rest);
                    return;
                }
                out.write((int) rest & 0x7f | 0x80);
            }
        }

        Thrift number(int id, int type, long value) {
            field(id, type);
            varint(value << 1 ^ value >> 63);
            return this;
        }

        Thrift text(int id, String text) {
            field(id, BINARY);
            varint(text.length());
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Thrift texts(int id, String text) {
            field(id, LIST);
            out.write(1 << 4 | BINARY);
            varint(text.length());
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Thrift list(int id, int type, List<byte[]> elements) {
            field(id, LIST);
            out.write(15 << 4 | type);
            varint(elements.size());
            elements.forEach(out::writeBytes);
            return this;
        }

        Thrift struct(int id, byte[] content) {
            field(id, STRUCT);
            out.writeBytes(content);
            return this;
        }

        byte[] end() {
            out.write(0);
            return out.toByteArray();
        }
    }
}
