package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Optional;

/**
 * The pages of a Berkeley DB hash file, in the byte order of the machine that wrote it. The first page describes the
 * file. A page of overflowing data belongs to one item, so it may be asked for once.
 *
 * @see <a href="https://github.com/berkeleydb/libdb/blob/master/src/dbinc/db_page.h">Berkeley DB, page layout</a>
 */
final class BerkeleyPages {
    /** Bytes of a page before its items. */
    static final int PAGE_HEADER = 26;

    private static final int MAGIC = 0x061561;
    private static final int MAGIC_AT = 12;
    private static final int META = 72;
    private static final int HASH_META = 8;
    private static final int OVERFLOW = 7;
    private static final int CHECKSUMS = 1;
    private static final int OLDEST = 8;
    private static final int NEWEST = 10;

    private final FileWindow file;
    private final ByteOrder order;
    private final int pageSize;
    private final long last;
    private final BitSet taken = new BitSet();

    private BerkeleyPages(FileWindow file, ByteOrder order, int pageSize, long last) {
        this.file = file;
        this.order = order;
        this.pageSize = pageSize;
        this.last = last;
    }

    static boolean isHash(FileWindow file) throws IOException {
        return order(file).isPresent();
    }

    private static Optional<ByteOrder> order(FileWindow file) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Optional<ByteBuffer> magic = file.read(MAGIC_AT, 4, order);
            if (magic.isPresent() && magic.get().getInt() == MAGIC) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    static BerkeleyPages of(FileWindow file) throws IOException, MalformedContentException {
        ByteOrder order = order(file).orElseThrow(() -> RpmDatabaseErrors.of("not a Berkeley DB hash"));
        ByteBuffer meta =
                file.read(0, META, order).orElseThrow(() -> RpmDatabaseErrors.of("a Berkeley DB file that is cut off"));
        int version = meta.getInt(16);
        int pageSize = meta.getInt(20);
        boolean plain = meta.get(24) == 0 && meta.get(25) == HASH_META && (meta.get(26) & CHECKSUMS) == 0;
        if (version < OLDEST || version > NEWEST || !plain) {
            throw RpmDatabaseErrors.of("a Berkeley DB file of a form that rpm does not use");
        }
        if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || pageSize > 65_536) {
            throw RpmDatabaseErrors.of("a Berkeley DB file with an impossible page size");
        }
        long last = Integer.toUnsignedLong(meta.getInt(32));
        if (last >= file.size() / pageSize) {
            throw RpmDatabaseErrors.of("a Berkeley DB file that is cut off");
        }
        return new BerkeleyPages(file, order, pageSize, last);
    }

    /** Number of the last page. */
    long last() {
        return last;
    }

    int pageSize() {
        return pageSize;
    }

    ByteBuffer page(long number) throws IOException, MalformedContentException {
        if (number < 1 || number > last) {
            throw RpmDatabaseErrors.of("a Berkeley DB file that points outside of itself");
        }
        return file.read(number * pageSize, pageSize, order)
                .orElseThrow(() -> RpmDatabaseErrors.of("a Berkeley DB file that is cut off"));
    }

    /** An item of {@code length} bytes that has a chain of pages of its own. */
    byte[] overflowing(long first, int length) throws IOException, MalformedContentException {
        ByteBuffer item = ByteBuffer.allocate(length);
        long next = first;
        while (item.hasRemaining()) {
            ByteBuffer page = page(next);
            if (taken.get((int) next) || page.get(25) != OVERFLOW) {
                throw RpmDatabaseErrors.of("a Berkeley DB file with a damaged chain of pages");
            }
            taken.set((int) next);
            int here = Short.toUnsignedInt(page.getShort(22));
            next = Integer.toUnsignedLong(page.getInt(16));
            if (here == 0 || here > pageSize - PAGE_HEADER || here > item.remaining()) {
                throw RpmDatabaseErrors.of("a Berkeley DB file with a damaged chain of pages");
            }
            item.put(page.slice(PAGE_HEADER, here));
        }
        return item.array();
    }
}
