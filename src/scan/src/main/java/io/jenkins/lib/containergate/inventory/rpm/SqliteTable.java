package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One table of an SQLite database: a tree of pages with the rows in its leaves, by rising row number. */
final class SqliteTable {
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int LINK = 4;
    private static final int MAX_DEPTH = 20;

    /** Takes one row. */
    interface Rows {
        void row(SqliteRow row) throws MalformedContentException, LimitExceededException, IOException;
    }

    private final SqlitePages pages;
    private final long root;
    private final HeaderSize size;

    SqliteTable(SqlitePages pages, long root, HeaderSize size) {
        this.pages = pages;
        this.root = root;
        this.size = size;
    }

    void forEach(Rows rows) throws MalformedContentException, LimitExceededException, IOException {
        walk(root, 1, rows);
    }

    private void walk(long number, int depth, Rows rows)
            throws MalformedContentException, LimitExceededException, IOException {
        if (depth > MAX_DEPTH) {
            throw RpmDatabaseErrors.of("an SQLite table deeper than SQLite makes one");
        }
        ByteBuffer page = pages.take(number);
        int start = SqlitePages.start(number);
        int cells = Short.toUnsignedInt(page.getShort(start + 3));
        switch (page.get(start)) {
            case INTERIOR -> {
                for (int i = 0; i < cells; i++) {
                    walk(Integer.toUnsignedLong(page.getInt(cell(page, start + 12, i))), depth + 1, rows);
                }
                walk(Integer.toUnsignedLong(page.getInt(start + 8)), depth + 1, rows);
            }
            case LEAF -> {
                int used = 0;
                for (int i = 0; i < cells; i++) {
                    int cell = cell(page, start + 8, i);
                    ByteBuffer row = payload(page.position(cell));
                    used += page.position() - cell;
                    if (used > page.limit()) {
                        throw RpmDatabaseErrors.of("an SQLite page whose rows overlap");
                    }
                    rows.row(SqliteRow.of(row));
                }
            }
            default -> throw RpmDatabaseErrors.of("an SQLite table that is not a tree of rows");
        }
    }

    private static int cell(ByteBuffer page, int pointers, int index) throws MalformedContentException {
        int pointer = pointers + 2 * index;
        if (pointer > page.limit() - 2) {
            throw RpmDatabaseErrors.of("an SQLite page with more rows than fit");
        }
        int cell = Short.toUnsignedInt(page.getShort(pointer));
        if (cell > page.limit() - LINK) {
            throw RpmDatabaseErrors.of("an SQLite page with a row outside of it");
        }
        return cell;
    }

    /** The row at the page's position, which is then behind it; what does not fit into the page goes on in a chain of overflow pages. */
    private ByteBuffer payload(ByteBuffer page) throws MalformedContentException, LimitExceededException, IOException {
        int length = size.check(SqliteVarint.length(page));
        SqliteVarint.read(page); // the row number
        int local = local(length);
        if (page.remaining() < local + (local < length ? LINK : 0)) {
            throw RpmDatabaseErrors.of("an SQLite row that is cut off");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        payload.put(page.slice().limit(local));
        page.position(page.position() + local);
        long next = local < length ? Integer.toUnsignedLong(page.getInt()) : 0;
        while (payload.hasRemaining()) {
            ByteBuffer overflow = pages.take(next);
            next = Integer.toUnsignedLong(overflow.getInt());
            payload.put(overflow.limit(LINK + Math.min(payload.remaining(), pages.usable() - LINK)));
        }
        return payload.flip();
    }

    /** How much of a row's payload lies in the leaf page itself, by the formula of the file format, section 1.6. */
    private int local(int length) {
        int usable = pages.usable();
        int most = usable - 35;
        if (length <= most) {
            return length;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int kept = least + (length - least) % (usable - LINK);
        return kept <= most ? kept : least;
    }
}
