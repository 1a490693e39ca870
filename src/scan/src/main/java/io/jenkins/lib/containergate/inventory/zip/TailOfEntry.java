package io.jenkins.lib.containergate.inventory.zip;

import java.io.OutputStream;

/** Keeps the last bytes of what is written: as many as the end of a zip archive is looked for in. */
final class TailOfEntry extends OutputStream {
    private static final int KEPT = EndOfCentralDirectory.WINDOW;

    private final byte[] bytes = new byte[2 * KEPT];
    private int filled;

    void clear() {
        filled = 0;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int count = Math.min(length, KEPT);
        if (filled + count > bytes.length) {
            System.arraycopy(bytes, filled - KEPT, bytes, 0, KEPT);
            filled = KEPT;
        }
        System.arraycopy(source, offset + length - count, bytes, filled, count);
        filled += count;
    }

    /** Whether what was written may end with a zip archive. */
    boolean mayEndAnArchive() {
        return EndOfCentralDirectory.possible(bytes, filled);
    }
}
