package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Utf16Scanner;
import java.util.Arrays;

/**
 * The UTF-16 in a stretch of other content, written one after the other with a byte a character and a zero between them.
 * Remembers where each was taken from.
 */
final class Utf16Segment {
    private byte[] text = new byte[1 << 12];
    private int[] begins = new int[64];
    private int[] origins = new int[64];
    private int runs;
    private int filled;

    /** Takes what {@code outer} holds; text that ends or begins before or after it is taken as far as it is in the buffer. */
    BufferSearch.Stretch of(BufferSearch.Stretch outer) {
        runs = 0;
        filled = 0;
        byte[] bytes = outer.bytes();
        int from = Math.max(0, outer.from() - Utf16Scanner.SHORTEST_BYTES);
        int to = Math.min(outer.filled(), outer.to() + Utf16Scanner.SHORTEST_BYTES);
        Utf16Scanner.find(bytes, 0, from, to, outer.filled(), (first, count) -> take(bytes, first, count));
        return new BufferSearch.Stretch(text, filled, before(outer.from()), before(outer.to()));
    }

    boolean isEmpty() {
        return runs == 0;
    }

    private void take(byte[] bytes, int first, int count) {
        if (runs == begins.length) {
            begins = Arrays.copyOf(begins, runs * 2);
            origins = Arrays.copyOf(origins, runs * 2);
        }
        if (filled + count + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, filled + count + 1));
        }
        begins[runs] = filled;
        origins[runs++] = first;
        for (int i = 0; i < count; i++) {
            text[filled++] = bytes[first + 2 * i];
        }
        text[filled++] = 0;
    }

    /** How many characters stand before a position of the content. */
    private int before(int position) {
        int run = Arrays.binarySearch(origins, 0, runs, position);
        int index = run >= 0 ? run : -run - 2;
        if (index < 0) {
            return 0;
        }
        int end = index + 1 < runs ? begins[index + 1] : filled;
        return Math.min(end, begins[index] + (position - origins[index] + 1) / 2);
    }

    /** The same hit in the positions of the content. */
    Hit outside(Hit hit) {
        return hit.at(origin(hit.start()), origin(hit.end() - 1) + 2);
    }

    private int origin(int position) {
        int run = Arrays.binarySearch(begins, 0, runs, position);
        int index = run >= 0 ? run : -run - 2;
        return origins[index] + 2 * (position - begins[index]);
    }
}
