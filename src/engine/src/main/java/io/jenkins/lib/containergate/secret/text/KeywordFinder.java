package io.jenkins.lib.containergate.secret.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    /** Sets what letters of the two cases differ in. */
    private static final int FOLD = 0x20202020;
    /** A multiple of 256, so that the fourth of the bytes it is multiplied with drops out. */
    private static final int MIX = 0x9e3779b1 << 8;

    private static final int HASH_BITS = 15;
    private static final int STEP = 8;

    private final List<String> keywords;
    private final byte[][] folded;
    private final int longest;
    private final boolean[] known = new boolean[1 << HASH_BITS];
    private final GramTable table;

    /** Told of each occurrence, in no order. */
    @FunctionalInterface
    public interface Occurrences {
        /**
         * @param keyword index in {@link #keywords()}
         * @param end position after its last byte
         */
        void at(int keyword, int end);
    }

    /** @param words ASCII; case does not matter */
    public KeywordFinder(Collection<String> words) {
        TreeSet<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        if (lower.contains("")) {
            throw new IllegalArgumentException("a keyword has at least one character");
        }
        keywords = List.copyOf(lower);
        longest = keywords.stream().mapToInt(String::length).max().orElse(0);
        folded = keywords.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        table = new GramTable(folded, 1 << HASH_BITS);
        for (int hash = 0; hash < known.length; hash++) {
            known[hash] = table.entries(hash).length > 0;
        }
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
     */
    public void search(byte[] bytes, int low, int from, int to, Occurrences occurrences) {
        boolean[] hashes = known;
        int i = Math.max(low, from - longest + 1);
        // each look-up reads four bytes, one of them for nothing
        int end = Math.min(to - 2, bytes.length - 3) - STEP;
        for (; i <= end; i += STEP) {
            if (hashes[hash((int) INTS.get(bytes, i))]
                    | hashes[hash((int) INTS.get(bytes, i + 1))]
                    | hashes[hash((int) INTS.get(bytes, i + 2))]
                    | hashes[hash((int) INTS.get(bytes, i + 3))]
                    | hashes[hash((int) INTS.get(bytes, i + 4))]
                    | hashes[hash((int) INTS.get(bytes, i + 5))]
                    | hashes[hash((int) INTS.get(bytes, i + 6))]
                    | hashes[hash((int) INTS.get(bytes, i + 7))]) {
                for (int at = i; at < i + STEP; at++) {
                    compare(bytes, at, hash((int) INTS.get(bytes, at)), low, from, to, occurrences);
                }
            }
        }
        for (; i < to; i++) {
            compare(bytes, i, hash(bytes, i, to), low, from, to, occurrences);
        }
    }

    private void compare(byte[] bytes, int at, int hash, int low, int from, int to, Occurrences occurrences) {
        if (!known[hash]) {
            return;
        }
        for (int entry : table.entries(hash)) {
            int keyword = GramTable.keyword(entry);
            int start = at - GramTable.offset(entry);
            int end = start + folded[keyword].length;
            if (start >= low && end > from && end <= to && equal(folded[keyword], bytes, start)) {
                occurrences.at(keyword, end);
            }
        }
    }

    private static boolean equal(byte[] keyword, byte[] bytes, int start) {
        for (int i = 0; i < keyword.length; i++) {
            byte b = bytes[start + i];
            if (keyword[i] != b && (b < 'A' || b > 'Z' || keyword[i] != b + ('a' - 'A'))) {
                return false;
            }
        }
        return true;
    }

    private static int hash(int four) {
        return (four | FOLD) * MIX >>> 32 - HASH_BITS;
    }

    /** Of three bytes; those from the end on count as zero. */
    static int hash(byte[] bytes, int at, int end) {
        int four = bytes[at] & 0xff;
        four |= at + 1 < end ? (bytes[at + 1] & 0xff) << 8 : 0;
        four |= at + 2 < end ? (bytes[at + 2] & 0xff) << 16 : 0;
        return hash(four);
    }
}
