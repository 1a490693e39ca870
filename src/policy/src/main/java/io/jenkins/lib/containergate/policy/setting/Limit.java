package io.jenkins.lib.containergate.policy.setting;

import java.util.OptionalInt;

/**
 * How many findings of one severity are allowed.
 *
 * @param max empty for any number
 */
public record Limit(OptionalInt max) implements Comparable<Limit> {
    public static final Limit UNLIMITED = new Limit(OptionalInt.empty());
    /** Far above what one image can hold, and safe to add up. */
    public static final int HIGHEST = 1_000_000;

    /** The word for no limit, where a floor or a base image needs it said. */
    public static final String UNLIMITED_KEY = "unlimited";

    public Limit {
        if (max.isPresent() && (max.getAsInt() < 0 || max.getAsInt() > HIGHEST)) {
            throw new IllegalArgumentException("a limit is 0 to " + HIGHEST);
        }
    }

    public static Limit of(int max) {
        return new Limit(OptionalInt.of(max));
    }

    public boolean exceededBy(int count) {
        return max.isPresent() && count > max.getAsInt();
    }

    /** Smaller first, no limit last. */
    @Override
    public int compareTo(Limit other) {
        return Long.compare(rank(), other.rank());
    }

    private long rank() {
        return max.isPresent() ? max.getAsInt() : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return max.isPresent() ? Integer.toString(max.getAsInt()) : UNLIMITED_KEY;
    }
}
