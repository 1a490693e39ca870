package io.jenkins.lib.containergate.inventory.binary;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an executable's data lies in its file.
 *
 * @param segments the parts that are loaded
 * @param sections named parts; none when the section table was removed or is damaged. Their places are as stated, also
 *     outside of the file
 * @param tablesEnd position in the file behind the tables of segments, sections and symbols, as stated
 */
public record ExecutableLayout(ByteOrder order, List<Segment> segments, List<NamedSection> sections, long tablesEnd) {
    private static final int HEAD = 4096;
    private static final int MAX_COMMENT = 64 << 10;

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

    /** Whether a file of that name is loaded by programs, and not run itself. */
    public static boolean isNamedLibrary(String name) {
        return name.endsWith(".so") || name.contains(".so.") || name.endsWith(".dll") || name.endsWith(".node");
    }

    /** Position in the file behind all that the program says is its own. */
    public long end() {
        return Stream.concat(segments.stream(), sections.stream().map(NamedSection::place))
                .mapToLong(part -> part.offset() + part.size())
                .reduce(tablesEnd, Math::max);
    }

    public Optional<Segment> section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .map(NamedSection::place)
                .findFirst();
    }

    /** Lines that compilers and linkers leave in the section {@code .comment}, a zero byte after each; empty when it was removed. */
    public String compilers(FileWindow file) throws IOException {
        Optional<Segment> comment = section(".comment");
        return comment.isEmpty()
                ? ""
                : StandardCharsets.ISO_8859_1
                        .decode(file.upTo(comment.get().offset(), (int)
                                Math.max(0, Math.min(comment.get().size(), MAX_COMMENT))))
                        .toString();
    }

    /** Position in the file of what is loaded at an address. */
    public Optional<Long> offsetOf(long address) {
        return segments.stream()
                .filter(segment -> segment.holds(address))
                .map(segment -> segment.offset() + (address - segment.address()))
                .findFirst();
    }
}
