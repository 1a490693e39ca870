package io.jenkins.lib.containergate.inventory.binary;

import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.NamedSection;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the program and section headers of an ELF file. What the program headers place outside the file is left out:
 * such a file cannot run. Section headers are optional for running, so damaged ones count as absent.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI, object files</a>
 */
public final class ElfFormat {
    private static final int IDENT = 16;
    /** As much of the smaller header as has the size of a program header. */
    private static final int HEADER = 56;

    private static final int NARROW_SIZE = 42;
    private static final int NARROW_PROGRAM_HEADER = 32;
    private static final int WIDE_SIZE = 54;
    private static final int WIDE_PROGRAM_HEADER = 56;
    private static final int PT_LOAD = 1;
    private static final int PT_NOTE = 4;
    private static final int PF_W = 2;
    private static final int SHT_NOBITS = 8;
    private static final int MAX_ENTRY = 256;
    private static final int MAX_NAMES = 4 << 20;
    private static final int MAX_NOTES = 512;
    private static final int NOTE_HEADER = 12;
    private static final int MAX_OWNER = 64;

    private final FileWindow file;
    private final ByteOrder order;
    private final boolean wide;

    private ElfFormat(FileWindow file, ByteOrder order, boolean wide) {
        this.file = file;
        this.order = order;
        this.wide = wide;
    }

    /** An executable or shared object, from its first bytes. */
    public static boolean isProgram(byte[] head) {
        if (head.length < IDENT + 2 || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
            return false;
        }
        return order(ByteBuffer.wrap(head)).isPresent();
    }

    public static Optional<ExecutableLayout> parse(FileWindow file) throws IOException {
        Optional<ElfFormat> format = of(file);
        return format.isEmpty() ? Optional.empty() : format.get().layout();
    }

    /** Who wrote the notes that are loaded with the program; none when it is no ELF file or damaged. */
    public static Set<String> noteOwners(FileWindow file) throws IOException {
        Optional<ElfFormat> format = of(file);
        return format.isEmpty() ? Set.of() : format.get().owners();
    }

    private static Optional<ElfFormat> of(FileWindow file) throws IOException {
        Optional<ByteBuffer> header = file.read(0, HEADER, ByteOrder.LITTLE_ENDIAN);
        if (header.isEmpty() || !isProgram(header.get().array())) {
            return Optional.empty();
        }
        return order(header.get()).map(order -> new ElfFormat(file, order, wide(header.get(), order)));
    }

    /**
     * Of an executable or shared object. Linux reads the type in the order of the machine, and neither the order nor the size of
     * words that the identification states: a program that lies about them runs.
     */
    private static Optional<ByteOrder> order(ByteBuffer header) {
        int first = header.get(IDENT);
        int second = header.get(IDENT + 1);
        if (second == 0 && isLoaded(first)) {
            return Optional.of(ByteOrder.LITTLE_ENDIAN);
        }
        return first == 0 && isLoaded(second) ? Optional.of(ByteOrder.BIG_ENDIAN) : Optional.empty();
    }

    private static boolean isLoaded(int type) {
        return type == 2 || type == 3;
    }

    /** By the size of a program header, which Linux insists on. */
    private static boolean wide(ByteBuffer header, ByteOrder order) {
        ByteBuffer ordered = header.duplicate().order(order);
        boolean wide = ordered.getShort(WIDE_SIZE) == WIDE_PROGRAM_HEADER;
        boolean narrow = ordered.getShort(NARROW_SIZE) == NARROW_PROGRAM_HEADER;
        return wide == narrow ? header.get(4) == 2 : wide;
    }

    private Optional<ExecutableLayout> layout() throws IOException {
        Optional<ByteBuffer> header = file.read(0, wide ? 64 : 52, order);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = header.get();
        int counts = wide ? 54 : 42;
        long programs = word(bytes, wide ? 32 : 28);
        int programSize = Short.toUnsignedInt(bytes.getShort(counts));
        int programCount = Short.toUnsignedInt(bytes.getShort(counts + 2));
        long table = word(bytes, wide ? 40 : 32);
        int entrySize = Short.toUnsignedInt(bytes.getShort(counts + 4));
        int count = Short.toUnsignedInt(bytes.getShort(counts + 6));
        return Optional.of(new ExecutableLayout(
                order,
                segments(programs, programSize, programCount),
                sections(table, entrySize, count, Short.toUnsignedInt(bytes.getShort(counts + 8))),
                Math.max(programs + (long) programSize * programCount, table + (long) entrySize * count)));
    }

    private List<Segment> segments(long table, int entrySize, int count) throws IOException {
        return segments(PT_LOAD, table, entrySize, count);
    }

    private List<Segment> segments(int type, long table, int entrySize, int count) throws IOException {
        List<Segment> segments = new ArrayList<>();
        int needed = wide ? 56 : 32;
        for (int i = 0; i < count && entrySize >= needed; i++) {
            Optional<ByteBuffer> entry = file.read(table + (long) i * entrySize, needed, order);
            if (entry.isEmpty()) {
                break;
            }
            ByteBuffer bytes = entry.get();
            boolean writable = (bytes.getInt(wide ? 4 : 24) & PF_W) != 0;
            long offset = word(bytes, wide ? 8 : 4);
            long size = word(bytes, wide ? 32 : 16);
            if (bytes.getInt(0) == type && offset >= 0 && size > 0 && offset < file.size()) {
                long address = word(bytes, wide ? 16 : 8);
                segments.add(new Segment(address, offset, Math.min(size, file.size() - offset), writable));
            }
        }
        return segments;
    }

    private Set<String> owners() throws IOException {
        Optional<ByteBuffer> header = file.read(0, wide ? 64 : 52, order);
        if (header.isEmpty()) {
            return Set.of();
        }
        ByteBuffer bytes = header.get();
        int counts = wide ? 54 : 42;
        List<Segment> notes = segments(
                PT_NOTE,
                word(bytes, wide ? 32 : 28),
                Short.toUnsignedInt(bytes.getShort(counts)),
                Short.toUnsignedInt(bytes.getShort(counts + 2)));
        Set<String> owners = new HashSet<>();
        for (Segment segment : notes) {
            owners(segment, owners);
        }
        return owners;
    }

    private void owners(Segment notes, Set<String> owners) throws IOException {
        long end = notes.offset() + notes.size();
        long at = notes.offset();
        for (int i = 0; i < MAX_NOTES && at + NOTE_HEADER <= end; i++) {
            Optional<ByteBuffer> note = file.read(at, NOTE_HEADER, order);
            if (note.isEmpty()) {
                return;
            }
            long name = Integer.toUnsignedLong(note.get().getInt(0));
            long content = Integer.toUnsignedLong(note.get().getInt(4));
            ByteBuffer owner = file.upTo(at + NOTE_HEADER, (int) Math.min(name, MAX_OWNER));
            owners.add(name(owner, 0));
            at += NOTE_HEADER + padded(name) + padded(content);
        }
    }

    private static long padded(long size) {
        return size + 3 & ~3L;
    }

    private List<NamedSection> sections(long table, int entrySize, int count, int namesIndex) throws IOException {
        int needed = wide ? 64 : 40;
        if (table <= 0 || entrySize < needed || entrySize > MAX_ENTRY || namesIndex >= count) {
            return List.of();
        }
        Optional<ByteBuffer> namesHeader = file.read(table + (long) namesIndex * entrySize, needed, order);
        if (namesHeader.isEmpty()) {
            return List.of();
        }
        Segment namesPlace = place(namesHeader.get());
        ByteBuffer names = file.upTo(namesPlace.offset(), (int) Math.max(0, Math.min(namesPlace.size(), MAX_NAMES)));
        Optional<ByteBuffer> headers = file.read(table, (long) count * entrySize, order);
        List<NamedSection> sections = new ArrayList<>();
        for (int i = 0; i < count && headers.isPresent(); i++) {
            ByteBuffer header = headers.get().slice(i * entrySize, needed).order(order);
            if (header.getInt(4) != SHT_NOBITS) {
                sections.add(new NamedSection(name(names, header.getInt(0)), place(header)));
            }
        }
        return sections;
    }

    private Segment place(ByteBuffer header) {
        return new Segment(
                word(header, wide ? 16 : 12), word(header, wide ? 24 : 16), word(header, wide ? 32 : 20), false);
    }

    private static String name(ByteBuffer names, int start) {
        int end = start;
        while (start >= 0 && end < names.limit() && end - start < 64 && names.get(end) != 0) {
            end++;
        }
        return end == start ? "" : new String(names.array(), start, end - start, StandardCharsets.US_ASCII);
    }

    private long word(ByteBuffer bytes, int at) {
        return wide ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
    }
}
