package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one row.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#record_format">SQLite record format</a>
 */
final class SqliteRow {
    private static final int[] NUMBER_BYTES = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    private static final int FIRST_BLOB = 12;
    private static final int REAL = 7;
    private static final int ONE = 9;
    private static final int MAX_COLUMNS = 100;

    private record Column(long type, ByteBuffer value) {}

    private final List<Column> columns;

    private SqliteRow(List<Column> columns) {
        this.columns = columns;
    }

    static SqliteRow of(ByteBuffer payload) throws MalformedContentException {
        long header = SqliteVarint.length(payload);
        if (header > payload.limit()) {
            throw RpmDatabaseErrors.of("an SQLite row that is cut off");
        }
        List<Column> columns = new ArrayList<>(5);
        ByteBuffer values = payload.duplicate().position((int) header);
        while (payload.position() < header) {
            long type = SqliteVarint.length(payload);
            long length = length(type);
            if (length > values.remaining() || columns.size() == MAX_COLUMNS) {
                throw RpmDatabaseErrors.of("an SQLite row that is cut off");
            }
            columns.add(new Column(type, values.slice().limit((int) length)));
            values.position(values.position() + (int) length);
        }
        return new SqliteRow(columns);
    }

    private static long length(long type) throws MalformedContentException {
        if (type >= FIRST_BLOB) {
            return (type - FIRST_BLOB) / 2;
        }
        if (type >= NUMBER_BYTES.length) {
            throw RpmDatabaseErrors.of("an SQLite value of an unknown type");
        }
        return NUMBER_BYTES[(int) type];
    }

    /** Empty when the column is no text. */
    String text(int column) throws MalformedContentException {
        Column found = column(column);
        boolean text = found.type >= FIRST_BLOB && found.type % 2 == 1;
        return text ? StandardCharsets.UTF_8.decode(found.value.duplicate()).toString() : "";
    }

    long integer(int column) throws MalformedContentException {
        Column found = column(column);
        if (found.type == 0 || found.type == REAL || found.type >= FIRST_BLOB) {
            throw RpmDatabaseErrors.of("an SQLite value that is not the integer it should be");
        }
        ByteBuffer bytes = found.value.duplicate();
        long value = bytes.hasRemaining() ? bytes.get() : found.type == ONE ? 1 : 0;
        while (bytes.hasRemaining()) {
            value = value << 8 | Byte.toUnsignedLong(bytes.get());
        }
        return value;
    }

    byte[] blob(int column) throws MalformedContentException {
        Column found = column(column);
        if (found.type < FIRST_BLOB || found.type % 2 == 1) {
            throw RpmDatabaseErrors.of("an SQLite value that is not the blob it should be");
        }
        byte[] bytes = new byte[found.value.remaining()];
        found.value.duplicate().get(bytes);
        return bytes;
    }

    private Column column(int index) throws MalformedContentException {
        if (index >= columns.size()) {
            throw RpmDatabaseErrors.of("an SQLite row with too few columns");
        }
        return columns.get(index);
    }
}
