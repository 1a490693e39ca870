package io.jenkins.lib.containergate.secret.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Which keywords have which three characters, by their hash. */
final class GramTable {
    static final int GRAM = 3;
    private static final int OFFSET_BITS = 12;
    private static final int[] NONE = {};

    private final int[][] entries;

    /**
     * @param keywords in lower case
     * @param size number of lists
     * @param bits of a hash that do not count for its list
     * @param known told of every hash
     */
    GramTable(byte[][] keywords, int size, int bits, IntConsumer known) {
        List<List<Integer>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>(0));
        }
        for (int keyword = 0; keyword < keywords.length; keyword++) {
            byte[] word = keywords[keyword];
            int offset = rarest(word);
            byte[] gram = Arrays.copyOfRange(word, offset, Math.min(word.length, offset + GRAM));
            int entry = keyword << OFFSET_BITS | offset;
            each(Arrays.copyOf(gram, GRAM), gram.length, hash -> {
                known.accept(hash);
                lists.get(hash >>> bits).add(entry);
            });
        }
        entries = lists.stream()
                .map(list -> list.isEmpty()
                        ? NONE
                        : list.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
    }

    /** A shorter keyword has every three characters that begin with it. */
    private static void each(byte[] gram, int given, IntConsumer hashes) {
        if (given == GRAM) {
            hashes.accept(KeywordFinder.hash(gram, 0, GRAM));
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
        for (int offset = 0; offset + GRAM <= Math.min(word.length, 1 << OFFSET_BITS); offset++) {
            int rank = GramRarity.of(new String(word, offset, GRAM, StandardCharsets.ISO_8859_1));
            if (rank > bestRank) {
                best = offset;
                bestRank = rank;
            }
        }
        return best;
    }

    int[] entries(int list) {
        return entries[list];
    }

    static int keyword(int entry) {
        return entry >>> OFFSET_BITS;
    }

    static int offset(int entry) {
        return entry & (1 << OFFSET_BITS) - 1;
    }
}
