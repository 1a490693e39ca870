package io.jenkins.lib.containergate.secret.text;

import java.util.Arrays;

/** Occurrences of keywords in the order of their ends. */
public final class KeywordHits implements KeywordFinder.Occurrences {
    private final int most;
    private long[] hits = new long[64];
    private int count;

    /** @param most further ones are dropped */
    public KeywordHits(int most) {
        this.most = most;
    }

    @Override
    public void at(int keyword, int end) {
        if (count < most) {
            if (count == hits.length) {
                hits = Arrays.copyOf(hits, count * 2);
            }
            hits[count++] = (long) end << Integer.SIZE | keyword;
        }
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
