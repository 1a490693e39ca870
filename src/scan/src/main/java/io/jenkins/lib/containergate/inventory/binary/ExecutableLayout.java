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
    private static final int MOST_ENDS = 16;

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

    /**
     * Positions in the file behind what the program says is its own, the likeliest first: behind all of it; behind all that does not
     * go on to the end of the file; behind what is loaded. The end of the file is one of them where nothing follows. What is said to go on beyond the file may not be there at all, so its
     * beginning is one, too.
     *
     * @param size of the file
     */
    public List<Long> ends(long size) {
        List<Segment> parts = Stream.concat(segments.stream(), sections.stream().map(NamedSection::place))
                .toList();
        Stream<Long> within =
                Stream.of(last(parts, size + 1, tablesEnd), last(parts, size, tablesEnd), last(segments, size, 0));
        Stream<Long> beyond = parts.stream()
                .filter(part -> part.offset() + part.size() > size)
                .map(Segment::offset);
        return Stream.concat(within, beyond)
                .filter(end -> end > 0 && end <= size)
                .distinct()
                .limit(MOST_ENDS)
                .toList();
    }

    private static long last(List<Segment> parts, long before, long tables) {
        return parts.stream()
                .mapToLong(part -> part.offset() + part.size())
                .filter(end -> end < before)
                .reduce(tables < before ? tables : 0, Math::max);
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
