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
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    /** Sets what letters of the two cases differ in. */
    private static final int FOLD = 0x20202020;

    private static final long FOLD_EIGHT = 0x2020202020202020L;
    /** A multiple of 256, so that the fourth of the bytes it is multiplied with drops out. */
    private static final int MIX = 0x9e3779b1 << 8;

    private static final int HASH_BITS = 18;
    /** Hashes that share a list of keywords. */
    private static final int LIST_BITS = 6;

    private static final int STEP = 8;
    /** Bytes read from a position on: a whole step, and two more for the last three characters, and one for nothing. */
    private static final int READ = STEP + 3;

    private final List<String> keywords;
    private final byte[][] folded;
    /** The first eight bytes of each, or all of a shorter one, with what letters of the two cases differ in set. */
    private final long[] beginnings;

    private final long[] masks;
    private final int longest;
    /** A bit for each hash; small enough to stay in the processor's first cache. */
    private final long[] known = new long[1 << HASH_BITS - LIST_BITS];

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
        beginnings = new long[folded.length];
        masks = new long[folded.length];
        for (int keyword = 0; keyword < folded.length; keyword++) {
            for (int i = 0; i < Math.min(STEP, folded[keyword].length); i++) {
                masks[keyword] |= 0xffL << i * Byte.SIZE;
                beginnings[keyword] |= (folded[keyword][i] & 0xffL | FOLD & 0xff) << i * Byte.SIZE;
            }
        }
        table = new GramTable(folded, known.length, LIST_BITS, hash -> known[hash >>> LIST_BITS] |= 1L << hash);
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
        long[] bits = known;
        int i = Math.max(low, from - longest + 1);
        // what lies behind the end is looked at, too, and refused when the keyword is compared
        int wide = Math.min(to - 1, bytes.length - READ);
        for (; i <= wide; i += STEP) {
            long first = (long) LONGS.get(bytes, i) | FOLD_EIGHT;
            long last = (long) LONGS.get(bytes, i + GramTable.GRAM) | FOLD_EIGHT;
            long found = bit(bits, mixed((int) first))
                    | bit(bits, mixed((int) (first >>> 8)))
                    | bit(bits, mixed((int) (first >>> 16)))
                    | bit(bits, mixed((int) (first >>> 24)))
                    | bit(bits, mixed((int) (first >>> 32)))
                    | bit(bits, mixed((int) (last >>> 16)))
                    | bit(bits, mixed((int) (last >>> 24)))
                    | bit(bits, mixed((int) (last >>> 32)));
            if ((found & 1) != 0) {
                for (int at = i; at < i + STEP; at++) {
                    compare(bytes, at, hash((int) INTS.get(bytes, at)), low, from, to, occurrences);
                }
            }
        }
        for (; i < to; i++) {
            compare(bytes, i, hash(bytes, i, to), low, from, to, occurrences);
        }
    }

    /** The lowest bit says whether the hash is known; the others say nothing. */
    private static long bit(long[] bits, int hash) {
        return bits[hash >>> LIST_BITS] >>> hash;
    }

    private void compare(byte[] bytes, int at, int hash, int low, int from, int to, Occurrences occurrences) {
        if ((bit(known, hash) & 1) == 0) {
            return;
        }
        for (int entry : table.entries(hash >>> LIST_BITS)) {
            int keyword = GramTable.keyword(entry);
            int start = at - GramTable.offset(entry);
            int end = start + folded[keyword].length;
            if (start >= low
                    && end > from
                    && end <= to
                    && begins(keyword, bytes, start)
                    && equal(folded[keyword], bytes, start)) {
                occurrences.at(keyword, end);
            }
        }
    }

    /** Whether up to eight bytes may be the keyword's first, all cases aside: a question that hardly anything passes. */
    private boolean begins(int keyword, byte[] bytes, int start) {
        return start > bytes.length - STEP
                || (((long) LONGS.get(bytes, start) | FOLD_EIGHT) & masks[keyword]) == beginnings[keyword];
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
        return mixed(four | FOLD);
    }

    private static int mixed(int fourFolded) {
        return fourFolded * MIX >>> 32 - HASH_BITS;
    }

    /** Of three bytes; those from the end on count as zero. */
    static int hash(byte[] bytes, int at, int end) {
        int four = bytes[at] & 0xff;
        four |= at + 1 < end ? (bytes[at + 1] & 0xff) << 8 : 0;
        four |= at + 2 < end ? (bytes[at + 2] & 0xff) << 16 : 0;
        return hash(four);
    }
}
