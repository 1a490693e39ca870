package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The pages of an SQLite database. Each may be asked for once, as each belongs to one place of one table: so pages that
 * point in circles end, and the work is bounded by the size of the file.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite database file format</a>
 */
final class SqlitePages {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int MIN_USABLE = 480;
    private static final int UTF_8 = 1;

    private final FileWindow file;
    private final int pageSize;
    private final int usable;
    private final BitSet taken = new BitSet();

    private SqlitePages(FileWindow file, int pageSize, int usable) {
        this.file = file;
        this.pageSize = pageSize;
        this.usable = usable;
    }

    static boolean isSqlite(FileWindow file) throws IOException {
        return file.upTo(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    static SqlitePages of(FileWindow file) throws IOException, MalformedContentException {
        ByteBuffer header = file.read(0, HEADER, ByteOrder.BIG_ENDIAN)
                .orElseThrow(() -> RpmDatabaseErrors.of("an SQLite database that is cut off"));
        int stated = Short.toUnsignedInt(header.getShort(16));
        int pageSize = stated == 1 ? 65_536 : stated;
        int usable = pageSize - Byte.toUnsignedInt(header.get(20));
        if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || usable < MIN_USABLE) {
            throw RpmDatabaseErrors.of("an SQLite database with an impossible page size");
        }
        if (header.get(19) > 2) {
            throw RpmDatabaseErrors.of("an SQLite database of an unknown version");
        }
        if (header.getInt(56) > UTF_8) {
            throw RpmDatabaseErrors.of("an SQLite database whose text is not UTF-8");
        }
        return new SqlitePages(file, pageSize, usable);
    }

    /** @param number of the page, counted from 1 */
    ByteBuffer take(long number) throws IOException, MalformedContentException {
        if (number < 1 || number > file.size() / pageSize) {
            throw RpmDatabaseErrors.of("an SQLite database that points outside of itself");
        }
        if (taken.get((int) number)) {
            throw RpmDatabaseErrors.of("an SQLite database that points to the same page twice");
        }
        taken.set((int) number);
        return file.read((number - 1) * pageSize, pageSize, ByteOrder.BIG_ENDIAN)
                .orElseThrow(() -> RpmDatabaseErrors.of("an SQLite database that is cut off"));
    }

    /** Where the content of a page begins: the first one has the file's header before it. */
    static int start(long number) {
        return number == 1 ? HEADER : 0;
    }

    /** Bytes of a page that tables may use. */
    int usable() {
        return usable;
    }
}
