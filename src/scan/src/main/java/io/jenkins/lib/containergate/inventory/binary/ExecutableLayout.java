package io.jenkins.lib.containergate.inventory.binary;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Where an executable's data lies in its file.
 *
 * @param segments the parts that are loaded
 * @param sections named parts; none when the section table was removed or is damaged. Their places are as stated, also
 *     outside of the file
 */
public record ExecutableLayout(ByteOrder order, List<Segment> segments, List<NamedSection> sections) {
    private static final int HEAD = 4096;

    public ExecutableLayout {
        segments = List.copyOf(segments);
        sections = List.copyOf(sections);
    }

    /**
     * A part of the file that is loaded into memory.
     *
     * @param address in memory
     * @param offset in the file
     * @param size bytes in the file
     */
    public record Segment(long address, long offset, long size, boolean writable) {
        boolean holds(long wanted) {
            return wanted >= address && wanted - address < size;
        }
    }

    /** A part of the file that the section table gives a name. */
    public record NamedSection(String name, Segment place) {}

    /** The layout of an executable of any known format; empty when it is cut off within its header and cannot run. */
    public static Optional<ExecutableLayout> of(FileWindow file) throws IOException {
        byte[] head = file.upTo(0, HEAD).array();
        return ElfFormat.isProgram(head) ? ElfFormat.parse(file) : PeFormat.parse(file);
    }

    /** An executable or shared object of a known format, from its first bytes. Mach-O is none: no container runs it. */
    public static boolean isProgram(byte[] head) {
        return ElfFormat.isProgram(head) || PeFormat.isProgram(head);
    }

    public Optional<Segment> section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .map(NamedSection::place)
                .findFirst();
    }

    /** Position in the file of what is loaded at an address. */
    public Optional<Long> offsetOf(long address) {
        return segments.stream()
                .filter(segment -> segment.holds(address))
                .map(segment -> segment.offset() + (address - segment.address()))
                .findFirst();
    }
}
