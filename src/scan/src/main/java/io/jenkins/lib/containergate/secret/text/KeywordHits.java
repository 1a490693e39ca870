package io.jenkins.lib.containergate.secret.text;

import java.util.Arrays;

/** Occurrences of keywords in the order of their ends, and the room in which a search for them takes its notes. */
public final class KeywordHits {
    /** How many steps of a search are looked at together. */
    static final int STEPS = 32;

    /** Where steps begin that may hold part of a keyword. */
    final int[] steps = new int[STEPS];
    /** Where part of a keyword may stand. */
    final int[] places = new int[STEPS * EightBytes.LENGTH];

    private final int most;
    private long[] hits = new long[64];
    private int count;

    private boolean full;

    /** @param most further ones are dropped, see {@link #full()} */
    public KeywordHits(int most) {
        this.most = most;
    }

    /**
     * @param keyword index in {@link KeywordFinder#keywords()}
     * @param end position after its last byte
     */
    void add(int keyword, int end) {
        if (count < most) {
            if (count == hits.length) {
                hits = Arrays.copyOf(hits, count * 2);
            }
            hits[count++] = (long) end << Integer.SIZE | keyword;
        } else {
            full = true;
        }
    }

    /** Whether some were dropped: what is searched by them has not been searched whole. */
    public boolean full() {
        return full;
    }

    /** Puts them in order; afterwards none is added. */
    public KeywordHits sorted() {
        Arrays.sort(hits, 0, count);
        return this;
    }

    public int count() {
        return count;
    }

    public int keyword(int index) {
        return (int) hits[index];
    }

    /** Position after the last byte. */
    public int end(int index) {
        return (int) (hits[index] >>> Integer.SIZE);
    }
}
