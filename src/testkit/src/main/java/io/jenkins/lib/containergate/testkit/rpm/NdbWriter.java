package io.jenkins.lib.containergate.testkit.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Adler32;

/** Writes {@code Packages.db}: pages of slots, then the headers, each framed and with a checksum. */
public final class NdbWriter {
    private static final int PAGE = 4096;
    private static final int UNIT = 16;

    private NdbWriter() {}

    public static byte[] write(List<byte[]> headers) {
        int slots = headers.size() + 3; // two make room for the preamble, one stays free
        int pages = (slots * UNIT + PAGE - 1) / PAGE;
        ByteBuffer table = buffer(pages * PAGE);
        for (int at = 0; at < table.capacity(); at += UNIT) {
            table.put(at, ascii("Slot"));
        }
        table.put(0, new byte[32]).put(0, ascii("RpmP"));
        table.putInt(8, headers.size()).putInt(12, pages).putInt(16, headers.size() + 1);
        ByteArrayOutputStream blobs = new ByteArrayOutputStream();
        for (int i = 0; i < headers.size(); i++) {
            byte[] blob = blob(i + 1, headers.get(i));
            table.putInt(48 + i * UNIT + 4, i + 1)
                    .putInt(48 + i * UNIT + 8, (table.capacity() + blobs.size()) / UNIT)
                    .putInt(48 + i * UNIT + 12, blob.length / UNIT);
            blobs.writeBytes(blob);
        }
        return ByteBuffer.allocate(table.capacity() + blobs.size())
                .put(table.array())
                .put(blobs.toByteArray())
                .array();
    }

    private static byte[] blob(int number, byte[] header) {
        int span = (16 + header.length + 12 + UNIT - 1) / UNIT * UNIT;
        ByteBuffer blob = buffer(span);
        blob.put(ascii("BlbS")).putInt(number).putInt(1_700_000_000).putInt(header.length);
        blob.put(header);
        Adler32 sum = new Adler32();
        sum.update(blob.array(), 0, span - 12);
        blob.putInt(span - 12, (int) sum.getValue()).putInt(span - 8, header.length);
        return blob.put(span - 4, ascii("BlbE")).array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
