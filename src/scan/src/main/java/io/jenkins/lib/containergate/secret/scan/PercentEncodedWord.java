package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.io.ByteArrayOutputStream;

/**
 * A word with percent-encoded characters in it (RFC 3986, section 2.1).
 *
 * @param end position after the word
 * @param decoded empty if no character of the word is encoded
 */
record PercentEncodedWord(int start, int end, byte[] decoded) {
    /** Characters of most words. */
    private static final int USUAL = 256;

    /** The word around a percent sign. */
    static PercentEncodedWord around(TextWindow text, int escape) {
        int start = escape;
        while (start > 0 && start > escape - Detector.REACH / 4 && urlByte(text.at(start - 1))) {
            start--;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(USUAL);
        int escapes = 0;
        int end = start;
        while (decoded.size() < Detector.REACH && urlByte(text.at(end))) {
            if (text.at(end) == '%'
                    && Characters.hexadecimal(text.at(end + 1))
                    && Characters.hexadecimal(text.at(end + 2))) {
                decoded.write(Character.digit(text.at(end + 1), 16) << 4 | Character.digit(text.at(end + 2), 16));
                escapes++;
                end += 3;
            } else {
                decoded.write(text.at(end++));
            }
        }
        return new PercentEncodedWord(start, end, escapes == 0 ? new byte[0] : decoded.toByteArray());
    }

    private static boolean urlByte(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '<' && c != '>' && c != '`';
    }
}
