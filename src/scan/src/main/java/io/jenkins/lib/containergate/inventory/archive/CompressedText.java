package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Pages of manuals and changelogs, of which systems have thousands: each is told by the first bytes that gzip compressed. */
final class CompressedText {
    private static final int FIXED_HEADER = 10;
    private static final int FLAGS = 3;
    private static final int NAME = 8;
    /** Bytes that are looked at; what is shorter may be followed by something else. */
    private static final int LOOKED_AT = 512;

    private static final int ESCAPE = 0x1b;

    private CompressedText() {}

    /** @param head the first bytes of the stream */
    static boolean is(byte[] head) {
        int start = start(head);
        if (start < 0) {
            return false;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(head, start, head.length - start);
            byte[] text = new byte[LOOKED_AT];
            int count = inflater.inflate(text);
            return count == LOOKED_AT && !AppendedArchive.script(text) && is(text, count);
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /** Whether so many bytes hold no control characters but those of texts. */
    static boolean is(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < '\t' || b > '\r' && b < ' ' && b != ESCAPE) {
                return false;
            }
        }
        return true;
    }

    /** Behind the header of a stream, or -1 where it holds more than a name. */
    private static int start(byte[] head) {
        if (head.length <= FIXED_HEADER || (head[FLAGS] & ~NAME) != 0) {
            return -1;
        }
        int at = FIXED_HEADER;
        if ((head[FLAGS] & NAME) != 0) {
            while (at < head.length && head[at] != 0) {
                at++;
            }
            at++;
        }
        return at < head.length ? at : -1;
    }
}
