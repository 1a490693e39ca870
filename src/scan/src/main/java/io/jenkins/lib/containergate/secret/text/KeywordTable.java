package io.jenkins.lib.containergate.secret.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which keywords have which three characters, by a hash of them. A bit for each hash says whether any has; the table of these
 * bits is small enough to stay in the processor's first cache. What is known of the keywords of a hash stands side by side.
 */
final class KeywordTable {
    static final int GRAM = 3;

    /** Sets what letters of the two cases differ in. */
    private static final int FOLD = 0x20202020;

    private static final long FOLD_EIGHT = 0x2020202020202020L;
    /** A multiple of 256, so that the fourth of the bytes it is multiplied with drops out. */
    private static final int MIX = 0x9e3779b1 << 8;

    private static final int HASH_BITS = 18;
    /** Hashes that share a byte of the table. */
    private static final int BYTE_BITS = 3;
    /** Hashes that share a list of keywords. */
    private static final int LIST_BITS = 6;

    private static final int LISTS = 1 << HASH_BITS - LIST_BITS;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private final byte[][] keywords;
    private final byte[] known = new byte[1 << HASH_BITS - BYTE_BITS];
    /** Where the list of a hash begins among the entries, and at the next place where it ends. */
    private final int[] lists = new int[LISTS + 1];

    private final int[] keyword;
    private final int[] offset;
    private final int[] length;
    /** The first eight bytes of each keyword, or all of a shorter one, with what letters of the two cases differ in set. */
    private final long[] beginning;

    private final long[] mask;

    /** @param keywords in lower case */
    KeywordTable(byte[][] keywords) {
        this.keywords = keywords;
        Entries entries = new Entries();
        int[] offsets = new int[keywords.length];
        for (int k = 0; k < keywords.length; k++) {
            byte[] word = keywords[k];
            offsets[k] = rarest(word);
            byte[] gram = Arrays.copyOfRange(word, offsets[k], Math.min(word.length, offsets[k] + GRAM));
            int entry = k;
            each(Arrays.copyOf(gram, GRAM), gram.length, hash -> {
                known[hash >>> BYTE_BITS] |= 1 << (hash & (1 << BYTE_BITS) - 1);
                entries.add(hash >>> LIST_BITS, entry);
            });
        }
        keyword = entries.keywords(lists);
        offset = new int[keyword.length];
        length = new int[keyword.length];
        beginning = new long[keyword.length];
        mask = new long[keyword.length];
        for (int entry = 0; entry < keyword.length; entry++) {
            byte[] word = keywords[keyword[entry]];
            offset[entry] = offsets[keyword[entry]];
            length[entry] = word.length;
            beginning[entry] = beginning(word);
            mask[entry] = mask(word);
        }
    }

    /** Which keyword belongs to which list, each once: the list in the upper half of a number, the keyword in the lower. */
    private static final class Entries {
        private long[] pairs = new long[1 << 12];
        private int count;

        void add(int list, int keyword) {
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
            pairs[count++] = (long) list << Integer.SIZE | keyword;
        }

        /**
         * By list, then by keyword.
         *
         * @param ends takes at the place after each list where it ends
         */
        int[] keywords(int[] ends) {
            Arrays.sort(pairs, 0, count);
            int[] keywords = new int[count];
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || pairs[i] != pairs[i - 1]) {
                    keywords[distinct++] = (int) pairs[i];
                    ends[(int) (pairs[i] >>> Integer.SIZE) + 1] = distinct;
                }
            }
            for (int list = 1; list < ends.length; list++) {
                ends[list] = Math.max(ends[list], ends[list - 1]);
            }
            return Arrays.copyOf(keywords, distinct);
        }
    }

    /** A shorter keyword has every three characters that begin with it. */
    private static void each(byte[] gram, int given, IntConsumer hashes) {
        if (given == GRAM) {
            hashes.accept(hash(gram, 0, GRAM));
            return;
        }
        for (int next = 0; next < 256; next++) {
            gram[given] = (byte) next;
            each(gram, given + 1, hashes);
        }
    }

    private static int rarest(byte[] word) {
        int best = 0;
        int bestRank = Integer.MIN_VALUE;
        for (int offset = 0; offset + GRAM <= word.length; offset++) {
            int rank = TrigramFrequency.of(new String(word, offset, GRAM, StandardCharsets.ISO_8859_1));
            if (rank > bestRank) {
                best = offset;
                bestRank = rank;
            }
        }
        return best;
    }

    private static long beginning(byte[] word) {
        long eight = 0;
        for (int i = 0; i < Math.min(EightBytes.LENGTH, word.length); i++) {
            eight |= (word[i] & 0xffL | FOLD & 0xff) << i * Byte.SIZE;
        }
        return eight;
    }

    private static long mask(byte[] word) {
        return word.length >= EightBytes.LENGTH ? -1L : (1L << word.length * Byte.SIZE) - 1;
    }

    /** The bits of hashes, eight in each byte; read where a look at the whole byte says enough. */
    byte[] known() {
        return known;
    }

    /** The place in {@link #known()} of three bytes, the lowest of four that are {@link #folded}. */
    static int place(int folded) {
        return folded * MIX >>> Integer.SIZE - HASH_BITS + BYTE_BITS;
    }

    /** Both cases of letters look the same. */
    static long folded(long eight) {
        return eight | FOLD_EIGHT;
    }

    /** 1 where the three bytes there may be those of a keyword, else 0; four have to be there. */
    int knows(byte[] bytes, int at) {
        int hash = hash((int) INTS.get(bytes, at));
        return known[hash >>> BYTE_BITS] >>> (hash & (1 << BYTE_BITS) - 1) & 1;
    }

    /**
     * Notes the keywords that have their three rarest characters at a place.
     *
     * @param low where the first byte of a keyword may stand
     * @param from where none ends
     * @param to where the last may end
     */
    void compare(byte[] bytes, int at, int low, int from, int to, KeywordHits hits) {
        int list = hash(bytes, at, to) >>> LIST_BITS;
        for (int entry = lists[list]; entry < lists[list + 1]; entry++) {
            int start = at - offset[entry];
            int end = start + length[entry];
            if (start >= low
                    && end > from
                    && end <= to
                    && begins(entry, bytes, start)
                    && equal(keywords[keyword[entry]], bytes, start)) {
                hits.add(keyword[entry], end);
            }
        }
    }

    /** Whether up to eight bytes may be the keyword's first, all cases aside: a question that hardly anything passes. */
    private boolean begins(int entry, byte[] bytes, int start) {
        return start > bytes.length - EightBytes.LENGTH
                || (folded(EightBytes.at(bytes, start)) & mask[entry]) == beginning[entry];
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
        return (four | FOLD) * MIX >>> Integer.SIZE - HASH_BITS;
    }

    /** Of three bytes; those from the end on count as zero. */
    private static int hash(byte[] bytes, int at, int end) {
        int four = bytes[at] & 0xff;
        four |= at + 1 < end ? (bytes[at + 1] & 0xff) << 8 : 0;
        four |= at + 2 < end ? (bytes[at + 2] & 0xff) << 16 : 0;
        return hash(four);
    }
}
