package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The hash table {@code Packages} of a Berkeley DB file: keys are package numbers, values are headers. The pages of its
 * buckets hold keys and values by turns; small items lie in the page, others in a chain of pages. The number 0 stands
 * for the highest number given out.
 */
record BerkeleyHeaders(BerkeleyPages pages, HeaderSize size) implements HeaderBlobs {
    private static final int UNSORTED = 2;
    private static final int SORTED = 13;
    private static final int IN_PAGE = 1;
    private static final int OFF_PAGE = 3;
    private static final int KEY = 4;

    @Override
    public void forEach(Consumer consumer) throws MalformedContentException, LimitExceededException, IOException {
        for (long number = 1; number <= pages.last(); number++) {
            ByteBuffer page = pages.page(number);
            byte type = page.get(25);
            if (type == UNSORTED || type == SORTED) {
                bucket(page, consumer);
            }
        }
    }

    private void bucket(ByteBuffer page, Consumer consumer)
            throws MalformedContentException, LimitExceededException, IOException {
        int items = Short.toUnsignedInt(page.getShort(20));
        if (items % 2 != 0 || BerkeleyPages.PAGE_HEADER + 2 * items > pages.pageSize()) {
            throw RpmDatabaseErrors.of("a Berkeley DB page with half an entry");
        }
        int end = pages.pageSize();
        for (int i = 0; i < items; i += 2) {
            int key = offset(page, i, items, end);
            int value = offset(page, i + 1, items, key);
            if (page.get(key) != IN_PAGE || end - key != 1 + KEY) {
                throw RpmDatabaseErrors.of("a Berkeley DB key that is not a package number");
            }
            boolean counter = page.getInt(key + 1) == 0;
            byte[] item = item(page.slice(value, key - value).order(page.order()));
            if (!counter) {
                consumer.accept(item);
            }
            end = value;
        }
    }

    /** Items fill a page from its end, each right before the one before it. */
    private static int offset(ByteBuffer page, int index, int items, int end) throws MalformedContentException {
        int offset = Short.toUnsignedInt(page.getShort(BerkeleyPages.PAGE_HEADER + 2 * index));
        if (offset < BerkeleyPages.PAGE_HEADER + 2 * items || offset >= end) {
            throw RpmDatabaseErrors.of("a Berkeley DB page whose entries overlap");
        }
        return offset;
    }

    private byte[] item(ByteBuffer item) throws MalformedContentException, LimitExceededException, IOException {
        return switch (item.get(0)) {
            case IN_PAGE -> {
                byte[] bytes = new byte[item.limit() - 1];
                item.get(1, bytes);
                yield bytes;
            }
            case OFF_PAGE -> {
                if (item.limit() != 12) {
                    throw RpmDatabaseErrors.of("a Berkeley DB entry that is cut off");
                }
                yield pages.overflowing(
                        Integer.toUnsignedLong(item.getInt(4)), size.check(Integer.toUnsignedLong(item.getInt(8))));
            }
            default -> throw RpmDatabaseErrors.of("a Berkeley DB entry of a form that rpm does not use");
        };
    }
}
