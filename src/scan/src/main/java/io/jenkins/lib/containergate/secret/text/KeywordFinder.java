package io.jenkins.lib.containergate.secret.text;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Finds all occurrences of all keywords, whatever their case. Of each keyword the three characters that are rarest in
 * text are kept in a table by their hash; where the table has an entry, and nearly nowhere else, the keyword is
 * compared. Unlike an automaton, no look-up waits for the one before.
 */
public final class KeywordFinder {
    private static final int STEP = EightBytes.LENGTH;
    /** Bytes read from a position on: a whole step, and two more for the last three characters, and one for nothing. */
    private static final int READ = STEP + 3;

    private final List<String> keywords;
    private final int longest;
    private final KeywordTable table;

    /** @param words ASCII; case does not matter */
    public KeywordFinder(Collection<String> words) {
        TreeSet<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        if (lower.contains("")) {
            throw new IllegalArgumentException("a keyword has at least one character");
        }
        keywords = List.copyOf(lower);
        longest = keywords.stream().mapToInt(String::length).max().orElse(0);
        table = new KeywordTable(keywords.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new));
    }

    /** In lower case, sorted, each once. */
    public List<String> keywords() {
        return keywords;
    }

    /** Length of the longest keyword. */
    public int longest() {
        return longest;
    }

    /**
     * @param low where the first byte of a keyword may stand
     * @param from where none ends
     * @param to where the last may end
     * @param hits takes each occurrence, in no order
     */
    public void search(byte[] bytes, int low, int from, int to, KeywordHits hits) {
        int i = Math.max(low, from - longest + 1);
        // what lies behind the end is looked at, too, and refused when the keyword is compared
        int wide = Math.min(to - 1, bytes.length - READ);
        while (i <= wide) {
            int last = (int) Math.min(wide, i + (KeywordHits.STEPS - 1L) * STEP);
            int places = places(bytes, hits, steps(bytes, i, last, hits));
            for (int place = 0; place < places; place++) {
                table.compare(bytes, hits.places[place], low, from, to, hits);
            }
            i += (last - i) / STEP * STEP + STEP;
        }
        for (; i < to; i++) {
            table.compare(bytes, i, low, from, to, hits);
        }
    }

    /**
     * Notes the steps with a place that the table may know. Notes every step and counts those that matter: that there
     * is nothing to foretell is worth more to the processor than what it writes in vain.
     *
     * @return how many
     */
    private int steps(byte[] bytes, int from, int last, KeywordHits hits) {
        byte[] known = table.known();
        int[] steps = hits.steps;
        int count = 0;
        for (int i = from; i <= last; i += STEP) {
            long first = KeywordTable.folded(EightBytes.at(bytes, i));
            long next = KeywordTable.folded(EightBytes.at(bytes, i + KeywordTable.GRAM));
            int found = known[KeywordTable.place((int) first)]
                    | known[KeywordTable.place((int) (first >>> 8))]
                    | known[KeywordTable.place((int) (first >>> 16))]
                    | known[KeywordTable.place((int) (first >>> 24))]
                    | known[KeywordTable.place((int) (first >>> 32))]
                    | known[KeywordTable.place((int) (next >>> 16))]
                    | known[KeywordTable.place((int) (next >>> 24))]
                    | known[KeywordTable.place((int) (next >>> 32))];
            steps[count] = i;
            count += (found | -found) >>> Integer.SIZE - 1;
        }
        return count;
    }

    /** Notes the places of these steps that the table knows, in the same manner. */
    private int places(byte[] bytes, KeywordHits hits, int steps) {
        int[] places = hits.places;
        int count = 0;
        for (int step = 0; step < steps; step++) {
            int begin = hits.steps[step];
            for (int at = begin; at < begin + STEP; at++) {
                places[count] = at;
                count += table.knows(bytes, at);
            }
        }
        return count;
    }
}
