package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;

/**
 * rpm's own storage, ndb, as SUSE uses it: pages of slots, each of which says at which 16-byte block a header lies. Numbers
 * are little-endian.
 *
 * @see <a href="https://github.com/rpm-software-management/rpm/blob/master/lib/backend/ndb/rpmpkg.c">rpm, ndb</a>
 */
record NdbHeaders(FileWindow file, HeaderSize size) implements HeaderBlobs {
    private static final int DATABASE = 'R' | 'p' << 8 | 'm' << 16 | 'P' << 24;
    private static final int SLOT = 'S' | 'l' << 8 | 'o' << 16 | 't' << 24;
    private static final int BLOB_START = 'B' | 'l' << 8 | 'b' << 16 | 'S' << 24;
    private static final int BLOB_END = 'B' | 'l' << 8 | 'b' << 16 | 'E' << 24;
    private static final int PREAMBLE = 32;
    private static final int PAGE = 4096;
    private static final int UNIT = 16;
    private static final int HEAD = 16;
    private static final int TAIL = 12;

    static boolean isNdb(FileWindow file) throws IOException {
        return file.read(0, 4, ByteOrder.LITTLE_ENDIAN)
                .filter(magic -> magic.getInt() == DATABASE)
                .isPresent();
    }

    @Override
    public void forEach(Consumer consumer) throws MalformedContentException, LimitExceededException, IOException {
        ByteBuffer preamble = bytes(0, PREAMBLE);
        if (preamble.getInt(4) != 0) {
            throw RpmDatabaseErrors.of("an ndb database of an unknown version");
        }
        long pages = Integer.toUnsignedLong(preamble.getInt(12));
        if (pages < 1 || pages > file.size() / PAGE) {
            throw RpmDatabaseErrors.of("an ndb database that is cut off");
        }
        long unclaimed = file.size() - pages * PAGE;
        for (long page = 0; page < pages; page++) {
            ByteBuffer slots = bytes(page * PAGE, PAGE);
            for (int at = page == 0 ? PREAMBLE : 0; at < PAGE; at += UNIT) {
                if (slots.getInt(at) != SLOT) {
                    throw RpmDatabaseErrors.of("an ndb database with a damaged slot");
                }
                if (slots.getInt(at + 8) != 0) {
                    unclaimed -= blob(slots.slice(at, UNIT).order(ByteOrder.LITTLE_ENDIAN), pages, consumer);
                    if (unclaimed < 0) {
                        throw RpmDatabaseErrors.of("an ndb database whose packages overlap");
                    }
                }
            }
        }
    }

    /** @return the bytes it takes */
    private long blob(ByteBuffer slot, long pages, Consumer consumer)
            throws MalformedContentException, LimitExceededException, IOException {
        long start = Integer.toUnsignedLong(slot.getInt(8)) * UNIT;
        long span = Integer.toUnsignedLong(slot.getInt(12)) * UNIT;
        if (start < pages * PAGE || span < HEAD + TAIL) {
            throw RpmDatabaseErrors.of("an ndb database with a damaged slot");
        }
        size.check(span - HEAD - TAIL);
        ByteBuffer blob = bytes(start, (int) span);
        int length = blob.getInt(12);
        int tail = (int) span - TAIL;
        boolean framed = blob.getInt(0) == BLOB_START
                && blob.getInt(4) == slot.getInt(4)
                && length >= 0
                && length <= tail - HEAD
                && length > tail - HEAD - UNIT
                && blob.getInt(tail + 4) == length
                && blob.getInt(tail + 8) == BLOB_END;
        Adler32 sum = new Adler32();
        sum.update(blob.array(), 0, tail);
        if (!framed || (int) sum.getValue() != blob.getInt(tail)) {
            throw RpmDatabaseErrors.of("an ndb database with a damaged package");
        }
        byte[] header = new byte[length];
        blob.get(HEAD, header);
        consumer.accept(header);
        return span;
    }

    private ByteBuffer bytes(long offset, int length) throws IOException, MalformedContentException {
        return file.read(offset, length, ByteOrder.LITTLE_ENDIAN)
                .orElseThrow(() -> RpmDatabaseErrors.of("an ndb database that is cut off"));
    }
}
