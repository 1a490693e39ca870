package io.jenkins.lib.containergate.secret.text;

/**
 * The stretches of a program or of other binary content where text stands. Whatever a rule recognises, its keyword
 * included, is at least {@link #SHORTEST} printable characters on end, so nothing else of such content needs a search.
 */
public final class PrintableRuns {
    /** Characters of the shortest run that counts. */
    public static final int SHORTEST = 16;

    /** Told of each run. */
    @FunctionalInterface
    public interface Run {
        void at(int from, int to);
    }

    private PrintableRuns() {}

    /** Every longest run of printable characters, blanks and line breaks between two positions, in order. */
    public static void find(byte[] bytes, int from, int to, Run run) {
        int settled = from;
        // a run of the shortest length holds eight bytes at a multiple of eight
        int i = EightBytes.firstTextual(bytes, from, to);
        while (i < to) {
            int start = i;
            while (start > settled && printable(bytes[start - 1])) {
                start--;
            }
            int end = end(bytes, i, to);
            if (end - start >= SHORTEST) {
                run.at(start, end);
            }
            settled = Math.min(to, end + 1);
            // on to the first byte that is not settled, or to the next eight
            i = EightBytes.firstTextual(bytes, Math.max(i + EightBytes.LENGTH, settled), to);
        }
    }

    /** The first position that is not printable; line breaks stop the wide steps for one step only. */
    private static int end(byte[] bytes, int from, int to) {
        int end = from;
        while (true) {
            while (end <= to - EightBytes.LENGTH && EightBytes.graphic(EightBytes.at(bytes, end))) {
                end += EightBytes.LENGTH;
            }
            int next = Math.min(to, end + EightBytes.LENGTH);
            while (end < next && printable(bytes[end])) {
                end++;
            }
            if (end < next || end == to) {
                return end;
            }
        }
    }

    static boolean printable(byte b) {
        return b >= ' ' ? b != 0x7f : b == '\n' || b == '\t' || b == '\r';
    }
}
