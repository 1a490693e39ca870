package io.jenkins.lib.containergate.benchmarks;

import java.util.Comparator;

/**
 * Where a scanner says that a secret lies.
 *
 * @param path from the root of the tree
 * @param firstLine from 1
 * @param lastLine the same where the scanner names one line only
 */
record FoundPlace(String rule, String path, int firstLine, int lastLine) implements Comparable<FoundPlace> {
    private static final Comparator<FoundPlace> ORDER = Comparator.comparing(FoundPlace::rule)
            .thenComparing(FoundPlace::path)
            .thenComparing(FoundPlace::firstLine)
            .thenComparing(FoundPlace::lastLine);

    /** Whether both speak of the same file and share a line. */
    boolean meets(FoundPlace other) {
        return path.equals(other.path) && firstLine <= other.lastLine && other.firstLine <= lastLine;
    }

    @Override
    public int compareTo(FoundPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return rule + " " + path + ":" + firstLine;
    }
}
