package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.secret.text.Characters;
import java.io.IOException;
import java.io.InputStream;

/**
 * What base 64 at the beginning of a text decodes to, in either alphabet; over the ends of long lines, written as such or as
 * {@code \n}, and escaped slashes, up to what is none.
 */
final class Base64Text extends BulkInputStream {
    /** Lines of wrapped base 64 have 64 or 76 characters. */
    private static final int WRAPPED = 60;

    private static final int NONE = -1;

    private final InputStream text;
    private int bits;
    private int count;
    private int line;
    private boolean ended;

    Base64Text(InputStream text) {
        this.text = text;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length && !ended) {
            int digit = digit();
            if (digit < 0) {
                ended = true;
                break;
            }
            bits = bits << 6 | digit;
            count += 6;
            if (count >= 8) {
                count -= 8;
                target[offset + filled++] = (byte) (bits >> count);
            }
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    private int digit() throws IOException {
        int c = next();
        if (c == '\\') {
            c = next();
            if (c == 'n' && line >= WRAPPED) {
                line = 0;
                c = next();
            } else if (c != '/') {
                return NONE;
            }
        }
        while (line >= WRAPPED && Characters.lineBreak(c)) {
            c = next();
            if (!Characters.lineBreak(c)) {
                line = 0;
            }
        }
        while (line == 0 && Characters.blank(c)) {
            c = next();
        }
        line++;
        return value(c);
    }

    private int next() throws IOException {
        return text.read();
    }

    private static int value(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : NONE;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
