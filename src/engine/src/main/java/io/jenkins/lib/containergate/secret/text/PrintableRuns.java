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
        for (int i = from; i <= to - EightBytes.LENGTH; i += EightBytes.LENGTH) {
            if (!EightBytes.textual(EightBytes.at(bytes, i))) {
                continue;
            }
            int start = i;
            while (start > settled && printable(bytes[start - 1])) {
                start--;
            }
            int end = i;
            while (end < to && printable(bytes[end])) {
                end++;
            }
            if (end - start >= SHORTEST) {
                run.at(start, end);
            }
            settled = Math.min(to, end + 1);
            // the step of the loop leads to the first byte that is not settled
            i = Math.max(i, settled - EightBytes.LENGTH);
        }
    }

    private static boolean printable(byte b) {
        return b >= ' ' ? b != 0x7f : b == '\n' || b == '\t' || b == '\r';
    }
}
