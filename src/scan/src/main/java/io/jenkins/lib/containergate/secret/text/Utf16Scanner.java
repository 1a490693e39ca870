package io.jenkins.lib.containergate.secret.text;

/**
 * The stretches of content where ASCII text stands in UTF-16: a zero byte between each two characters. Programs for
 * Windows and .NET keep their texts so. Either byte order is found, because the two differ only in what stands before
 * the first character and after the last.
 */
public final class Utf16Scanner {
    /** Characters of the shortest run that counts: as many as in {@link PrintableRuns}. */
    public static final int SHORTEST = PrintableRuns.SHORTEST;

    /** Bytes of the shortest run. */
    public static final int SHORTEST_BYTES = 2 * SHORTEST;

    /** Wherever a run of the shortest length lies, eight of its bytes stand at a multiple of this. */
    private static final int STEP = SHORTEST_BYTES - EightBytes.LENGTH;

    /** Told of each run. */
    @FunctionalInterface
    public interface Run {
        /**
         * @param first position of the first character
         * @param count of characters, each two bytes after the one before
         */
        void at(int first, int count);
    }

    private Utf16Scanner() {}

    /**
     * Every longest run that has part in a stretch, in order.
     *
     * @param low where the first character may stand, at most {@code from}
     * @param high where the last one may stand before, at least {@code to}
     */
    public static void find(byte[] bytes, int low, int from, int to, int high, Run run) {
        int settled = low;
        int i = EightBytes.firstWide(bytes, from, to, STEP);
        while (i < to) {
            int any = bytes[i] == 0 ? i + 1 : i;
            if (any >= high) {
                return;
            }
            int first = any;
            while (first - 2 >= settled && bytes[first - 1] == 0 && PrintableRuns.printable(bytes[first - 2])) {
                first -= 2;
            }
            int last = any;
            while (last + 2 < high && bytes[last + 1] == 0 && PrintableRuns.printable(bytes[last + 2])) {
                last += 2;
            }
            int count = (last - first) / 2 + 1;
            if (count >= SHORTEST) {
                run.at(first, count);
                settled = last + 1;
            }
            i = EightBytes.firstWide(bytes, Math.max(i + STEP, last + 1), to, STEP);
        }
    }
}
