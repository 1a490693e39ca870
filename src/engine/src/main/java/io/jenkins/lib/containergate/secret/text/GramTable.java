package io.jenkins.lib.containergate.secret.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which keywords have which three characters, by their hash. */
final class GramTable {
    private static final int GRAM = 3;
    private static final int OFFSET_BITS = 12;
    private static final int[] NONE = {};
    /** Characters from frequent to rare in text and programs; all others are rarer. */
    private static final String FREQUENT = " etaoinsrlcdpumhfg_b.y-/vw:0k1x=2,(";

    private final int[][] entries;

    /**
     * @param keywords in lower case
     * @param size number of hashes
     */
    GramTable(byte[][] keywords, int size) {
        List<List<Integer>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>(0));
        }
        for (int keyword = 0; keyword < keywords.length; keyword++) {
            byte[] word = keywords[keyword];
            int offset = rarest(word);
            byte[] gram = Arrays.copyOfRange(word, offset, Math.min(word.length, offset + GRAM));
            add(lists, Arrays.copyOf(gram, GRAM), gram.length, keyword << OFFSET_BITS | offset);
        }
        entries = lists.stream()
                .map(list -> list.isEmpty()
                        ? NONE
                        : list.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
    }

    /** A shorter keyword has every three characters that begin with it. */
    private static void add(List<List<Integer>> lists, byte[] gram, int known, int entry) {
        if (known == GRAM) {
            lists.get(KeywordFinder.hash(gram, 0, GRAM)).add(entry);
            return;
        }
        for (int next = 0; next < 256; next++) {
            gram[known] = (byte) next;
            add(lists, gram, known + 1, entry);
        }
    }

    private static int rarest(byte[] word) {
        int best = 0;
        int bestRank = -1;
        for (int offset = 0; offset + GRAM <= Math.min(word.length, 1 << OFFSET_BITS); offset++) {
            int rank = rank(word[offset]) + rank(word[offset + 1]) + rank(word[offset + 2]);
            if (rank > bestRank) {
                best = offset;
                bestRank = rank;
            }
        }
        return best;
    }

    private static int rank(byte character) {
        int rank = FREQUENT.indexOf(character);
        return rank < 0 ? FREQUENT.length() : rank;
    }

    int[] entries(int hash) {
        return entries[hash];
    }

    static int keyword(int entry) {
        return entry >>> OFFSET_BITS;
    }

    static int offset(int entry) {
        return entry & (1 << OFFSET_BITS) - 1;
    }
}
