package io.jenkins.lib.containergate.testkit.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code Packages} as Berkeley DB 5.3 lays out a hash file: buckets, and chains of pages for long values. */
public final class BerkeleyWriter {
    private static final int HEADER = 26;
    private static final int BUCKET = 13;
    private static final int OVERFLOW = 7;

    private final ByteOrder order;
    private final int pageSize;
    private final List<ByteBuffer> pages = new ArrayList<>();
    private ByteBuffer bucket;
    private int end;

    private BerkeleyWriter(ByteOrder order, int pageSize) {
        this.order = order;
        this.pageSize = pageSize;
        page(0);
        this.bucket = page(BUCKET);
        this.end = pageSize;
    }

    public static byte[] write(ByteOrder order, int pageSize, List<byte[]> headers) {
        BerkeleyWriter writer = new BerkeleyWriter(order, pageSize);
        writer.pair(0, writer.number(headers.size()));
        for (int i = 0; i < headers.size(); i++) {
            writer.pair(i + 1, headers.get(i));
        }
        return writer.file();
    }

    private byte[] file() {
        pages.get(0)
                .putInt(12, 0x061561)
                .putInt(16, 9)
                .putInt(20, pageSize)
                .put(25, (byte) 8)
                .putInt(32, pages.size() - 1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        pages.forEach(page -> file.writeBytes(page.array()));
        return file.toByteArray();
    }

    private void pair(int key, byte[] value) {
        boolean inPage = value.length <= pageSize / 4;
        int needed = 5 + 4 + (inPage ? 1 + value.length : 12);
        int items = bucket.getShort(20);
        if (end - needed < HEADER + 2 * items) {
            bucket = page(BUCKET);
            end = pageSize;
        }
        ByteBuffer name = buffer(5).put((byte) 1).put(number(key));
        item(name.array());
        if (inPage) {
            item(buffer(1 + value.length).put((byte) 1).put(value).array());
        } else {
            item(buffer(12)
                    .put(0, (byte) 3)
                    .putInt(4, chain(value))
                    .putInt(8, value.length)
                    .array());
        }
    }

    private void item(byte[] bytes) {
        int items = bucket.getShort(20);
        end -= bytes.length;
        bucket.put(end, bytes);
        bucket.putShort(HEADER + 2 * items, (short) end);
        bucket.putShort(20, (short) (items + 1)).putShort(22, (short) end);
    }

    /** @return the number of the first page */
    private int chain(byte[] value) {
        int room = pageSize - HEADER;
        int first = pages.size();
        for (int from = 0; from < value.length; from += room) {
            int here = Math.min(room, value.length - from);
            int next = from + here < value.length ? pages.size() + 1 : 0;
            page(OVERFLOW)
                    .putInt(16, next)
                    .putShort(20, (short) 1)
                    .putShort(22, (short) here)
                    .put(HEADER, value, from, here);
        }
        return first;
    }

    private ByteBuffer page(int type) {
        ByteBuffer page = buffer(pageSize).putInt(8, pages.size()).put(25, (byte) type);
        pages.add(page);
        return page;
    }

    private byte[] number(int value) {
        return buffer(4).putInt(value).array();
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }
}
