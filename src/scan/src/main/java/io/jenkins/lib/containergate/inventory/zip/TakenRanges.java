package io.jenkins.lib.containergate.inventory.zip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of a file that are known, to tell what lies between them. */
final class TakenRanges {
    /** Bytes of which nothing comes: checksums and sizes that follow an entry. */
    private static final int NUMBERS = 24;

    private long[] bounds = new long[16];
    private int filled;

    /** A part that nothing names. */
    record Gap(long from, long to) {}

    void add(long from, long to) {
        if (filled > 0 && from >= bounds[filled - 2] && from - bounds[filled - 1] <= NUMBERS) {
            bounds[filled - 1] = Math.max(bounds[filled - 1], to); // nothing lies between it and the one before
            return;
        }
        if (filled == bounds.length) {
            bounds = Arrays.copyOf(bounds, filled * 2);
        }
        bounds[filled++] = from;
        bounds[filled++] = to;
    }

    /** All that are larger than what honest archives have there, between the first part and {@code end}. */
    List<Gap> gaps(long end) {
        long[][] sorted = new long[filled / 2][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = new long[] {bounds[2 * i], bounds[2 * i + 1]};
        }
        Arrays.sort(sorted, (one, other) -> Long.compare(one[0], other[0]));
        List<Gap> gaps = new ArrayList<>();
        long reached = sorted.length == 0 ? end : sorted[0][0];
        for (long[] part : sorted) {
            add(gaps, reached, Math.min(part[0], end));
            reached = Math.max(reached, part[1]);
        }
        add(gaps, reached, end);
        return gaps;
    }

    private static void add(List<Gap> gaps, long from, long to) {
        if (to - from > NUMBERS) {
            gaps.add(new Gap(from, to));
        }
    }
}
