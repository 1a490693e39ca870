package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.layer.LastBytes;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the first and the last bytes of what is written: the last as many as the end of a zip archive is looked for in. */
final class EntryEnds extends OutputStream {
    private final LastBytes last = new LastBytes(LayerReader.END_BYTES);
    private byte[] head = {};
    private int headFilled;

    /** @param headBytes how many of the first bytes to keep */
    void clear(int headBytes) {
        last.clear();
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
        last.write(source, offset, length);
    }

    byte[] head() {
        return Arrays.copyOf(head, headFilled);
    }

    /** Whether what was written may end with a zip archive. */
    boolean mayEndAnArchive() {
        return ZipArchive.mayEndAsOne(last.bytes());
    }
}
