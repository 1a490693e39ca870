package io.jenkins.lib.containergate.testkit.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tar and believes every entry: wrong sizes, strange types and duplicate names are written as told.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX pax interchange format</a>
 */
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long OCTAL_SIZE_MAX = 077777777777L;

    private final OutputStream out;
    private final LongNames longNames;
    private long written;

    public TarWriter(OutputStream out, LongNames longNames) {
        this.out = out;
        this.longNames = longNames;
    }

    public void write(TarEntry entry) throws IOException {
        Map<String, String> pax = new TreeMap<>(entry.pax());
        longName(pax, "path", 'L', entry.path());
        longName(pax, "linkpath", 'K', entry.linkTarget());
        if (!pax.isEmpty()) {
            byte[] records = records(pax);
            header(TarEntry.of('x', "PaxHeaders/entry"), records.length);
            raw(records);
            pad();
        }
        header(entry, entry.declaredSize().orElse(entry.content().size()));
        entry.content().writeTo(out);
        written += entry.content().size();
        pad();
    }

    /** Two zero blocks, which end a tar. */
    public void end() throws IOException {
        raw(new byte[2 * BLOCK]);
    }

    /** Bytes as they are, no padding. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void longName(Map<String, String> pax, String key, char gnuType, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        boolean ascii = bytes.length == value.length();
        if (bytes.length <= NAME && ascii || pax.containsKey(key)) {
            return;
        }
        if (longNames == LongNames.PAX) {
            pax.put(key, value);
            return;
        }
        header(TarEntry.of(gnuType, "././@LongLink"), bytes.length + 1);
        raw(bytes);
        raw(new byte[1]);
        pad();
    }

    private static byte[] records(Map<String, String> pax) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        pax.forEach((key, value) -> records.writeBytes(record(key, value)));
        return records.toByteArray();
    }

    /** {@code LENGTH KEY=VALUE\n}, the length counting its own digits. */
    private static byte[] record(String key, String value) {
        byte[] body = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = body.length + 1;
        while (String.valueOf(length).length() + body.length != length) {
            length++;
        }
        byte[] digits = String.valueOf(length).getBytes(StandardCharsets.US_ASCII);
        byte[] record = Arrays.copyOf(digits, length);
        System.arraycopy(body, 0, record, digits.length, body.length);
        return record;
    }

    private void header(TarEntry entry, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        text(header, 0, NAME, entry.path());
        octal(header, 100, 8, entry.mode());
        octal(header, 108, 8, entry.userId());
        octal(header, 116, 8, entry.groupId());
        if (size < 0 || size > OCTAL_SIZE_MAX) {
            base256(header, 124, 12, size);
        } else {
            octal(header, 124, 12, size);
        }
        octal(header, 136, 12, 0);
        header[156] = (byte) entry.type();
        text(header, 157, NAME, entry.linkTarget());
        text(header, 257, 8, longNames == LongNames.GNU ? "ustar  " : "ustar\0" + "00");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
        raw(header);
    }

    private static void text(byte[] header, int offset, int length, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, Math.min(length, bytes.length));
    }

    private static void octal(byte[] header, int offset, int length, long value) {
        text(header, offset, length - 1, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
    }

    private static void base256(byte[] header, int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 1; i >= offset; i--) {
            header[i] = (byte) rest;
            rest >>= 8;
        }
        header[offset] |= (byte) 0x80;
    }

    private void pad() throws IOException {
        int over = (int) (written % BLOCK);
        if (over != 0) {
            raw(new byte[BLOCK - over]);
        }
    }
}
