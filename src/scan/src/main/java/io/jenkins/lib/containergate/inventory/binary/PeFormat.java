package io.jenkins.lib.containergate.inventory.binary;

import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.NamedSection;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the section table of a Windows executable. The Go linker makes no section of its own there; its build
 * information lies in a writable data section.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/debug/pe-format">PE format</a>
 */
public final class PeFormat {
    private static final int SIGNATURE_POINTER = 0x3c;
    private static final int SIGNATURE = 0x00004550;
    private static final int COFF = 20;
    private static final int SECTION = 40;
    private static final int SYMBOL = 18;
    private static final int PE32_PLUS = 0x20b;
    private static final int WRITABLE = 0x8000_0000;
    private static final int MAX_SECTIONS = 96;
    private static final int DIRECTORIES = 96;
    private static final int WIDE_DIRECTORIES = 112;
    private static final int DIRECTORY = 8;
    /** Number of the directory of signatures. */
    private static final int SIGNATURES = 4;

    private PeFormat() {}

    /** From its first bytes. */
    public static boolean isProgram(byte[] head) {
        if (head.length < 64 || head[0] != 'M' || head[1] != 'Z') {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(SIGNATURE_POINTER);
        return at > 0 && at <= head.length - 4 && bytes.getInt(at) == SIGNATURE;
    }

    public static Optional<ExecutableLayout> parse(FileWindow file) throws IOException {
        Optional<ByteBuffer> start = file.read(SIGNATURE_POINTER, 4, ByteOrder.LITTLE_ENDIAN);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        long coff = Integer.toUnsignedLong(start.get().getInt(0)) + 4;
        Optional<ByteBuffer> headers = file.read(coff, COFF + 32L, ByteOrder.LITTLE_ENDIAN);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = headers.get();
        int count = Math.min(MAX_SECTIONS, Short.toUnsignedInt(bytes.getShort(2)));
        int optional = Short.toUnsignedInt(bytes.getShort(16));
        boolean wide = Short.toUnsignedInt(bytes.getShort(COFF)) == PE32_PLUS;
        long base = wide ? bytes.getLong(COFF + 24) : Integer.toUnsignedLong(bytes.getInt(COFF + 28));
        List<Segment> segments = new ArrayList<>();
        List<NamedSection> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<ByteBuffer> section =
                    file.read(coff + COFF + optional + (long) i * SECTION, SECTION, ByteOrder.LITTLE_ENDIAN);
            if (section.isEmpty()) {
                break;
            }
            ByteBuffer s = section.get();
            long offset = Integer.toUnsignedLong(s.getInt(20));
            long size = Math.min(Integer.toUnsignedLong(s.getInt(16)), file.size() - offset);
            if (size > 0) {
                long address = base + Integer.toUnsignedLong(s.getInt(12));
                Segment segment = new Segment(address, offset, size, (s.getInt(36) & WRITABLE) != 0);
                segments.add(segment);
                sections.add(new NamedSection(name(s), segment));
            }
        }
        return Optional.of(
                new ExecutableLayout(ByteOrder.LITTLE_ENDIAN, segments, sections, tablesEnd(file, coff, bytes)));
    }

    /** Behind the symbols that compilers on other systems leave after the sections, and the strings after these. */
    private static long tablesEnd(FileWindow file, long coff, ByteBuffer headers) throws IOException {
        long symbols = Integer.toUnsignedLong(headers.getInt(8));
        long strings = symbols + Integer.toUnsignedLong(headers.getInt(12)) * SYMBOL;
        Optional<ByteBuffer> size =
                symbols == 0 ? Optional.empty() : file.read(strings, Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
        return size.map(length -> strings + Integer.toUnsignedLong(length.getInt(0)))
                .filter(end -> end <= file.size())
                .orElse(coff);
    }

    /**
     * Positions in the file behind the signatures, which lie behind all sections: behind the place that is set aside for them, and
     * behind the first one by its own length. None where it is not signed.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#the-attribute-certificate-table-image-only">the
     *     attribute certificate table</a>
     */
    public static List<Long> signatureEnds(FileWindow file) throws IOException {
        Optional<ByteBuffer> start = file.read(SIGNATURE_POINTER, 4, ByteOrder.LITTLE_ENDIAN);
        long optional =
                start.isEmpty() ? -1 : Integer.toUnsignedLong(start.get().getInt(0)) + 4 + COFF;
        Optional<ByteBuffer> kind = file.read(optional, 2, ByteOrder.LITTLE_ENDIAN);
        if (kind.isEmpty()) {
            return List.of();
        }
        boolean wide = Short.toUnsignedInt(kind.get().getShort(0)) == PE32_PLUS;
        int place = (wide ? WIDE_DIRECTORIES : DIRECTORIES) + SIGNATURES * DIRECTORY;
        Optional<ByteBuffer> length = file.read(optional - 4, 2, ByteOrder.LITTLE_ENDIAN);
        Optional<ByteBuffer> directory =
                length.filter(bytes -> Short.toUnsignedInt(bytes.getShort(0)) >= place + DIRECTORY)
                                .isPresent()
                        ? file.read(optional + place, DIRECTORY, ByteOrder.LITTLE_ENDIAN)
                        : Optional.empty();
        long at =
                directory.isEmpty() ? 0 : Integer.toUnsignedLong(directory.get().getInt(0));
        Optional<ByteBuffer> first = file.read(at, 12, ByteOrder.LITTLE_ENDIAN);
        if (at == 0 || first.isEmpty()) {
            return List.of();
        }
        List<Long> ends = new ArrayList<>();
        ends.add(at + Integer.toUnsignedLong(directory.get().getInt(4)));
        ends.add(at + Integer.toUnsignedLong(first.get().getInt(0)));
        ByteBuffer der = first.get();
        boolean sequence = der.get(8) == 0x30 && der.get(9) == (byte) 0x82;
        if (sequence) {
            ends.add(at + 12 + (Byte.toUnsignedInt(der.get(10)) << 8 | Byte.toUnsignedInt(der.get(11))));
        }
        return ends;
    }

    /** Eight bytes, filled up with zeros. */
    private static String name(ByteBuffer section) {
        String name = new String(section.array(), 0, 8, StandardCharsets.US_ASCII);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }
}
