package io.jenkins.lib.containergate.inventory.golang;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Where an executable's data lies in its file.
 *
 * @param buildInfo the linker's build information section, when there is a section table that names it
 * @param goSections the section table names sections that only the Go linker makes
 */
record ExecutableLayout(ByteOrder order, List<Segment> segments, Optional<Segment> buildInfo, boolean goSections) {
    ExecutableLayout {
        segments = List.copyOf(segments);
    }

    /**
     * A part of the file that is loaded into memory.
     *
     * @param address in memory
     * @param offset in the file
     * @param size bytes in the file
     */
    record Segment(long address, long offset, long size, boolean writable) {
        boolean holds(long wanted) {
            return wanted >= address && wanted - address < size;
        }
    }

    /** Position in the file of what is loaded at an address. */
    Optional<Long> offsetOf(long address) {
        return segments.stream()
                .filter(segment -> segment.holds(address))
                .map(segment -> segment.offset() + (address - segment.address()))
                .findFirst();
    }
}
