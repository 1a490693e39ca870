package io.jenkins.lib.containergate.inventory.unpack;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The beginning of a zlib stream. Its header is too short to tell it from text, so it is unpacked for a trial. */
final class ZlibHead {
    /** Bytes that a file has of which these may be the beginning only. */
    private static final int WHOLE = 512;

    private static final int DEFLATE = 8;
    private static final int DICTIONARY = 0x20;
    private static final int LARGEST_WINDOW = 7;

    private ZlibHead() {}

    static boolean is(byte[] bytes, int from, int to) {
        return to - from > 2
                && header(bytes[from] & 0xff, bytes[from + 1] & 0xff)
                && unpacks(Arrays.copyOfRange(bytes, from, to));
    }

    private static boolean header(int method, int flags) {
        return (method & 0xf) == DEFLATE
                && method >> 4 <= LARGEST_WINDOW
                && (flags & DICTIONARY) == 0
                && ((method << 8) + flags) % 31 == 0;
    }

    private static boolean unpacks(byte[] head) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(head);
            byte[] unpacked = new byte[4 * WHOLE];
            long total = 0;
            for (int count = inflater.inflate(unpacked); count > 0; count = inflater.inflate(unpacked)) {
                total += count;
            }
            return total > 0 && (inflater.finished() || head.length >= WHOLE);
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }
}
