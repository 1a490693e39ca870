package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Characters;

/** What content is, by its first bytes. */
enum TextKind {
    PLAIN,
    /** UTF-16 as a whole. */
    WIDE,
    /** No text, though there may be some in it. */
    PROGRAM;

    private static final int WIDE_PROBE = 64;
    private static final int SHORTEST_WIDE = 16;

    /** @param filled how many bytes of the buffer are the first ones of the content */
    static TextKind of(byte[] buffer, int filled) {
        if (wide(buffer, filled)) {
            return WIDE;
        }
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == 0) {
                return PROGRAM;
            }
        }
        return PLAIN;
    }

    /** UTF-16 by its byte order mark, or by a zero in every other byte of readable text. */
    private static boolean wide(byte[] buffer, int filled) {
        int first = filled > 1 ? buffer[0] & 0xff : 0;
        int second = filled > 1 ? buffer[1] & 0xff : 0;
        return first == 0xff && second == 0xfe
                || first == 0xfe && second == 0xff
                || everyOtherZero(buffer, filled, 0)
                || everyOtherZero(buffer, filled, 1);
    }

    /** @param parity of the positions that hold the zeros */
    private static boolean everyOtherZero(byte[] buffer, int filled, int parity) {
        int length = Math.min(filled, WIDE_PROBE);
        for (int i = 0; i < length; i++) {
            int c = buffer[i] & 0xff;
            boolean text = Characters.printable(c) || Characters.lineBreak(c) || c == '\t';
            if (i % 2 == parity ? c != 0 : !text) {
                return false;
            }
        }
        return length >= SHORTEST_WIDE;
    }
}
