package io.jenkins.lib.containergate.secret.catalogue;

import java.util.BitSet;
import java.util.List;

/** A part of a regular expression, over text of ISO 8859-1. Cases are resolved: a letter of any case is a set of two. */
sealed interface PatternPart {
    /** Characters that a part without an end may have. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** Fewest characters of a match. */
    int least();

    /** Most characters of a match, or {@link #UNBOUNDED}. */
    int most();

    /** How many parts it has when those of repeated groups are written out, which bounds how deep a match can recurse. */
    long size();

    /** Whether a group in it captures what it matches. */
    default boolean captures() {
        return false;
    }

    /** One of these characters. */
    record OneOf(BitSet characters) implements PatternPart {
        @Override
        public int least() {
            return 1;
        }

        @Override
        public int most() {
            return 1;
        }

        @Override
        public long size() {
            return 1;
        }
    }

    /** A condition on what stands before or after a position. */
    enum Condition implements PatternPart {
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        TEXT_BEGIN,
        TEXT_END,
        LINE_BEGIN,
        LINE_END;

        @Override
        public int least() {
            return 0;
        }

        @Override
        public int most() {
            return 0;
        }

        @Override
        public long size() {
            return 1;
        }
    }

    /** One after the other; nothing where there are none. */
    record Sequence(List<PatternPart> parts) implements PatternPart {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean captures() {
            return parts.stream().anyMatch(PatternPart::captures);
        }

        @Override
        public int least() {
            return (int) parts.stream().mapToLong(PatternPart::least).reduce(0, (a, b) -> Math.min(UNBOUNDED, a + b));
        }

        @Override
        public int most() {
            return (int) parts.stream().mapToLong(PatternPart::most).reduce(0, (a, b) -> Math.min(UNBOUNDED, a + b));
        }

        @Override
        public long size() {
            return 1 + parts.stream().mapToLong(PatternPart::size).sum();
        }
    }

    /** One of these, the first preferred. */
    record Choice(List<PatternPart> parts) implements PatternPart {
        public Choice {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean captures() {
            return parts.stream().anyMatch(PatternPart::captures);
        }

        @Override
        public int least() {
            return parts.stream().mapToInt(PatternPart::least).min().orElse(0);
        }

        @Override
        public int most() {
            return parts.stream().mapToInt(PatternPart::most).max().orElse(0);
        }

        @Override
        public long size() {
            return 1 + parts.stream().mapToLong(PatternPart::size).sum();
        }
    }

    /** A group that captures what it matches. */
    record Group(PatternPart part) implements PatternPart {
        @Override
        public boolean captures() {
            return true;
        }

        @Override
        public int least() {
            return part.least();
        }

        @Override
        public int most() {
            return part.most();
        }

        @Override
        public long size() {
            return 1 + part.size();
        }
    }

    /**
     * A part several times.
     *
     * @param to how often at most, or {@link #UNBOUNDED}
     * @param greedy whether more are preferred
     */
    record Repeat(PatternPart part, int from, int to, boolean greedy) implements PatternPart {
        @Override
        public boolean captures() {
            return part.captures();
        }

        @Override
        public int least() {
            return (int) Math.min(UNBOUNDED, (long) part.least() * from);
        }

        @Override
        public int most() {
            boolean endless = to == UNBOUNDED || part.most() == UNBOUNDED;
            return endless && to > 0 ? UNBOUNDED : (int) Math.min(UNBOUNDED, (long) part.most() * to);
        }

        /** Single characters are repeated in a loop. */
        @Override
        public long size() {
            return part instanceof OneOf ? 1 : 1 + part.size() * to;
        }
    }
}
