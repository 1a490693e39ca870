package io.jenkins.lib.containergate.inventory.binary;

import java.util.Arrays;

/**
 * Bytes that are looked for in programs, by the algorithm of Horspool: most bytes are not looked at. To compare at each byte that is
 * as the first one takes long where that is the commonest instruction of the processor.
 */
public final class BytePattern {
    private static final int BYTES = 256;

    private final byte[] pattern;
    /** How far the pattern may move when a byte stands where its last one does. */
    private final int[] moves = new int[BYTES];

    /** @param pattern at least one byte */
    public BytePattern(byte[] pattern) {
        if (pattern.length == 0) {
            throw new IllegalArgumentException("a pattern of bytes has at least one");
        }
        this.pattern = pattern.clone();
        Arrays.fill(moves, pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            moves[pattern[i] & 0xff] = pattern.length - 1 - i;
        }
    }

    public int length() {
        return pattern.length;
    }

    /** Where it first begins that it ends at or before a position; -1 for nowhere. */
    public int in(byte[] bytes, int to) {
        byte last = pattern[pattern.length - 1];
        for (int at = pattern.length - 1; at < to; at += moves[bytes[at] & 0xff]) {
            int from = at - pattern.length + 1;
            if (bytes[at] == last && Arrays.equals(bytes, from, at + 1, pattern, 0, pattern.length)) {
                return from;
            }
        }
        return -1;
    }
}
