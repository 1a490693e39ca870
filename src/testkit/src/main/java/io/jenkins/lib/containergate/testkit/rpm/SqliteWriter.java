package io.jenkins.lib.containergate.testkit.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes {@code rpmdb.sqlite} with one table {@code Packages}: overflow chains for long rows, as many levels of pages as
 * its rows need.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite database file format</a>
 */
public final class SqliteWriter {
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;

    private final int pageSize;
    private final List<byte[]> pages = new ArrayList<>();

    private SqliteWriter(int pageSize) {
        this.pageSize = pageSize;
    }

    /** @param pageSize a power of two from 512 */
    public static byte[] write(int pageSize, List<byte[]> headers) {
        return new SqliteWriter(pageSize).database("Packages", headers);
    }

    /** As {@link #write}, with the table under another name. */
    public static byte[] write(int pageSize, String table, List<byte[]> headers) {
        return new SqliteWriter(pageSize).database(table, headers);
    }

    private byte[] database(String table, List<byte[]> headers) {
        page(); // the schema, written last
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            byte[] blob = headers.get(i);
            rows.add(cell(i + 1, record(0, 12L + 2L * blob.length, new byte[0], blob)));
        }
        int root = tree(rows);
        byte[] schema = schema(table, root);
        byte[] first = leaf(List.of(cell(1, schema)), 100);
        ByteBuffer.wrap(first)
                .put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (pageSize == 65_536 ? 1 : pageSize))
                .put(18, (byte) 2)
                .put(19, (byte) 2)
                .putInt(28, pages.size())
                .putInt(56, 1);
        pages.set(0, first);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        pages.forEach(file::writeBytes);
        return file.toByteArray();
    }

    private static byte[] schema(String table, int root) {
        byte[] type = "table".getBytes(StandardCharsets.UTF_8);
        byte[] name = table.getBytes(StandardCharsets.UTF_8);
        byte[] sql = "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)"
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        types.writeBytes(varint(13 + 2L * type.length));
        types.writeBytes(varint(13 + 2L * name.length));
        types.writeBytes(varint(13 + 2L * name.length));
        types.writeBytes(varint(4));
        types.writeBytes(varint(13 + 2L * sql.length));
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(varint(types.size() + 1));
        row.writeBytes(types.toByteArray());
        row.writeBytes(type);
        row.writeBytes(name);
        row.writeBytes(name);
        row.writeBytes(ByteBuffer.allocate(4).putInt(root).array());
        row.writeBytes(sql);
        return row.toByteArray();
    }

    private static byte[] record(long firstType, long secondType, byte[] first, byte[] second) {
        byte[] one = varint(firstType);
        byte[] two = varint(secondType);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(varint(1 + one.length + two.length));
        row.writeBytes(one);
        row.writeBytes(two);
        row.writeBytes(first);
        row.writeBytes(second);
        return row.toByteArray();
    }

    /** A leaf cell, the end of a long row already written to overflow pages. */
    private byte[] cell(long number, byte[] row) {
        int most = pageSize - 35;
        int least = (pageSize - 12) * 32 / 255 - 23;
        int local = row.length;
        if (row.length > most) {
            int kept = least + (row.length - least) % (pageSize - 4);
            local = kept <= most ? kept : least;
        }
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        cell.writeBytes(varint(row.length));
        cell.writeBytes(varint(number));
        cell.write(row, 0, local);
        if (local < row.length) {
            cell.writeBytes(ByteBuffer.allocate(4).putInt(overflow(row, local)).array());
        }
        return cell.toByteArray();
    }

    private int overflow(byte[] row, int from) {
        int end = Math.min(row.length, from + pageSize - 4);
        int next = end < row.length ? overflow(row, end) : 0;
        int number = page();
        ByteBuffer.wrap(pages.get(number - 1)).putInt(next).put(row, from, end - from);
        return number;
    }

    private int tree(List<byte[]> cells) {
        List<Integer> level = new ArrayList<>();
        List<byte[]> open = new ArrayList<>();
        int used = 0;
        for (byte[] cell : cells) {
            if (used + cell.length + 2 > pageSize - 8) {
                level.add(add(leaf(open, 0)));
                open = new ArrayList<>();
                used = 0;
            }
            open.add(cell);
            used += cell.length + 2;
        }
        level.add(add(leaf(open, 0)));
        while (level.size() > 1) {
            List<Integer> above = new ArrayList<>();
            int fanOut = (pageSize - 12) / 16;
            for (int i = 0; i < level.size(); i += fanOut) {
                above.add(add(interior(level.subList(i, Math.min(i + fanOut, level.size())))));
            }
            level = above;
        }
        return level.get(0);
    }

    private byte[] leaf(List<byte[]> cells, int start) {
        return fill(start, LEAF, 8, 0, cells);
    }

    private byte[] interior(List<Integer> children) {
        List<byte[]> cells = new ArrayList<>();
        for (int child : children.subList(0, children.size() - 1)) {
            cells.add(ByteBuffer.allocate(5).putInt(child).put((byte) 1).array());
        }
        return fill(0, INTERIOR, 12, children.get(children.size() - 1), cells);
    }

    private byte[] fill(int start, int type, int header, int right, List<byte[]> cells) {
        ByteBuffer page = ByteBuffer.allocate(pageSize);
        page.put(start, (byte) type).putShort(start + 3, (short) cells.size());
        if (type == INTERIOR) {
            page.putInt(start + 8, right);
        }
        int end = pageSize;
        for (int i = 0; i < cells.size(); i++) {
            end -= cells.get(i).length;
            page.putShort(start + header + 2 * i, (short) end);
            page.put(end, cells.get(i));
        }
        page.putShort(start + 5, (short) end);
        return page.array();
    }

    private int page() {
        return add(new byte[pageSize]);
    }

    private int add(byte[] page) {
        pages.add(page);
        return pages.size();
    }

    private static byte[] varint(long value) {
        byte[] bytes = new byte[9];
        int at = bytes.length;
        long rest = value;
        do {
            bytes[--at] = (byte) (rest & 0x7f | (at == 8 ? 0 : 0x80));
            rest >>>= 7;
        } while (rest != 0);
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }
}
