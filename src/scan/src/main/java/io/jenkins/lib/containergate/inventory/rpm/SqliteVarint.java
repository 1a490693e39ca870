package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.nio.ByteBuffer;

/** SQLite's numbers of one to nine bytes: seven bits each, the highest first, all eight of the ninth. */
final class SqliteVarint {
    private static final int MAX_BYTES = 9;

    private SqliteVarint() {}

    static long read(ByteBuffer bytes) throws MalformedContentException {
        long value = 0;
        for (int i = 1; bytes.hasRemaining(); i++) {
            byte next = bytes.get();
            if (i == MAX_BYTES) {
                return value << 8 | Byte.toUnsignedLong(next);
            }
            value = value << 7 | next & 0x7f;
            if (next >= 0) {
                return value;
            }
        }
        throw RpmDatabaseErrors.of("an SQLite number that is cut off");
    }

    /** As {@link #read}, of something that has a length. */
    static long length(ByteBuffer bytes) throws MalformedContentException {
        long length = read(bytes);
        if (length < 0) {
            throw RpmDatabaseErrors.of("an SQLite row of negative length");
        }
        return length;
    }
}
