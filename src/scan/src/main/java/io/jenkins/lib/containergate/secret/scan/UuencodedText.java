package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.io.IOException;
import java.io.InputStream;

/**
 * What uuencoded data at the beginning of a text decodes to, up to the line that is none.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/uuencode.html">uuencode</a>
 */
final class UuencodedText extends BulkInputStream {
    private static final String BEGIN = "begin ";
    private static final int NAME = 256;
    private static final int FIRST = ' ';
    private static final int LAST = '`';
    private static final int SIX_BITS = 0x3f;
    /** Bytes of the longest line. */
    private static final int LINE = 63;

    private final InputStream text;
    private final byte[] line = new byte[LINE + 2];
    private int length;
    private int position;
    private boolean begun;

    UuencodedText(InputStream text) {
        this.text = text;
    }

    /** Whether a line there says that data follow, and they do. */
    static boolean begins(TextWindow text, int start) {
        boolean lineStart = start == text.start() || Characters.lineBreak(text.at(start - 1));
        int at = start + BEGIN.length();
        while (text.at(at) >= '0' && text.at(at) <= '7' && at < start + BEGIN.length() + 5) {
            at++;
        }
        if (!lineStart || text.at(at) != ' ') {
            return false;
        }
        int limit = at + NAME;
        while (at < limit && !Characters.lineBreak(text.at(at)) && text.at(at) != TextWindow.NOTHING) {
            at++;
        }
        at += text.at(at) == '\r' ? 1 : 0;
        if (text.at(at) != '\n') {
            return false;
        }
        int count = text.at(at + 1) - FIRST;
        int end = at + 2;
        while (end < at + 2 + NAME && text.at(end) >= FIRST && text.at(end) <= LAST) {
            end++;
        }
        int whole = (count + 2) / 3 * 4;
        int written = end - at - 2;
        // some programs add a sum, some take blanks from the end
        return count > 0
                && count <= LINE
                && written <= whole + 1
                && written > whole - 4
                && (Characters.lineBreak(text.at(end)) || text.at(end) == TextWindow.NOTHING);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (position == length && !next()) {
            return -1;
        }
        int count = Math.min(wanted, length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads the next line; whether it holds data. */
    private boolean next() throws IOException {
        if (!begun) {
            begun = true;
            skipLine();
        }
        position = 0;
        length = 0;
        int c = text.read();
        int count = c < FIRST || c > LAST ? 0 : c - FIRST & SIX_BITS;
        int decoded = 0;
        boolean ended = false;
        while (decoded < count) {
            int bits = 0;
            for (int i = 0; i < 4; i++) {
                int next = ended ? FIRST : text.read();
                ended |= next < FIRST || next > LAST;
                bits = bits << 6 | (ended ? 0 : next - FIRST & SIX_BITS);
            }
            line[decoded++] = (byte) (bits >> 16);
            line[decoded++] = (byte) (bits >> 8);
            line[decoded++] = (byte) bits;
        }
        length = count;
        if (!ended && count > 0) {
            skipLine();
        }
        return count > 0;
    }

    private void skipLine() throws IOException {
        int c = text.read();
        while (c >= 0 && c != '\n') {
            c = text.read();
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
