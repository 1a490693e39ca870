package io.jenkins.lib.containergate.inventory.archive;

/** Entries of one archive that cannot be read. */
final class UnreadableEntries {
    private int count;
    private String first = "";

    void add(String problem) {
        first = count++ == 0 ? problem : first;
    }

    boolean any() {
        return count > 0;
    }

    String problem() {
        return count == 1 ? first : count + " entries cannot be read; the first: " + first;
    }
}
