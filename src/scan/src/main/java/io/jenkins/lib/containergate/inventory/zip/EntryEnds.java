package io.jenkins.lib.containergate.inventory.zip;

import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the first and the last bytes of what is written: the last as many as the end of a zip archive is looked for in. */
final class EntryEnds extends OutputStream {
    private static final int KEPT = EndOfCentralDirectory.WINDOW;

    private final byte[] bytes = new byte[2 * KEPT];
    private int filled;
    private byte[] head = {};
    private int headFilled;

    /** @param headBytes how many of the first bytes to keep */
    void clear(int headBytes) {
        filled = 0;
        headFilled = 0;
        if (head.length != headBytes) {
            head = new byte[headBytes];
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int first = Math.min(length, head.length - headFilled);
        System.arraycopy(source, offset, head, headFilled, first);
        headFilled += first;
        int count = Math.min(length, KEPT);
        if (filled + count > bytes.length) {
            System.arraycopy(bytes, filled - KEPT, bytes, 0, KEPT);
            filled = KEPT;
        }
        System.arraycopy(source, offset + length - count, bytes, filled, count);
        filled += count;
    }

    byte[] head() {
        return Arrays.copyOf(head, headFilled);
    }

    /** Whether what was written may end with a zip archive. */
    boolean mayEndAnArchive() {
        return EndOfCentralDirectory.possible(bytes, filled);
    }
}
