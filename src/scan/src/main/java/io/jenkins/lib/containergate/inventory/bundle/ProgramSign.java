package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.inventory.binary.ElfFormat;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What a packer or compiler leaves in every program that it makes.
 *
 * @param text name of a section or note, or bytes as ISO 8859-1
 */
record ProgramSign(Place place, String text) {
    /** Where it is looked for. */
    private enum Place {
        SECTION,
        NOTE,
        RESOURCE,
        COMPILER,
        START,
        TAIL,
        PAYLOAD
    }

    static ProgramSign section(String name) {
        return new ProgramSign(Place.SECTION, name);
    }

    /** The owner of an ELF note. */
    static ProgramSign note(String owner) {
        return new ProgramSign(Place.NOTE, owner);
    }

    /** The name of a resource of a Windows program. */
    static ProgramSign resource(String name) {
        return new ProgramSign(Place.RESOURCE, name);
    }

    /** How the compiler's line in the section {@code .comment} begins. */
    static ProgramSign compiler(String text) {
        return new ProgramSign(Place.COMPILER, text);
    }

    /** Bytes in the unused part of the ELF identification. */
    static ProgramSign start(String bytes) {
        return new ProgramSign(Place.START, bytes);
    }

    /** A mark near the end of the file. */
    static ProgramSign tail(String bytes) {
        return new ProgramSign(Place.TAIL, bytes);
    }

    /** How something begins that the last eight bytes of the file lead to: its place, or its size before them. */
    static ProgramSign payload(String bytes) {
        return new ProgramSign(Place.PAYLOAD, bytes);
    }

    /** The parts of one program that signs are looked for in. */
    static final class Program {
        /** The longest trailer stands some hundred bytes before the end, where a signature follows. */
        private static final int TAIL = 4096;

        private static final int START = 8;
        private static final int RESOURCE_NAMES = 256 << 10;

        private final FileWindow file;
        private final Optional<ExecutableLayout> layout;
        private final String compilers;
        private final Set<String> notes;
        private final String start;
        private final String tail;
        private final String resources;

        Program(FileWindow file) throws IOException {
            this.file = file;
            this.layout = ExecutableLayout.of(file);
            this.compilers = layout.isEmpty() ? "" : layout.get().compilers(file);
            this.notes = ElfFormat.noteOwners(file);
            this.start = latin(file.upTo(START, START));
            this.tail = latin(file.upTo(Math.max(0, file.size() - TAIL), TAIL));
            this.resources = resources(file, layout);
        }

        private static String resources(FileWindow file, Optional<ExecutableLayout> layout) throws IOException {
            Optional<ExecutableLayout.Segment> section = layout.flatMap(known -> known.section(".rsrc"));
            return section.isEmpty()
                    ? ""
                    : text(
                            file.upTo(section.get().offset(), (int)
                                    Math.min(section.get().size(), RESOURCE_NAMES)),
                            StandardCharsets.UTF_16LE);
        }

        boolean has(ProgramSign sign) throws IOException {
            return switch (sign.place) {
                case SECTION ->
                    layout.flatMap(known -> known.section(sign.text)).isPresent();
                case NOTE -> notes.contains(sign.text);
                case RESOURCE -> resources.contains(sign.text);
                case COMPILER -> compilers.startsWith(sign.text) || compilers.contains("\0" + sign.text);
                case START -> start.startsWith(sign.text);
                case TAIL -> tail.contains(sign.text);
                case PAYLOAD -> payload(sign.text);
            };
        }

        private boolean payload(String begins) throws IOException {
            Optional<ByteBuffer> last = file.read(file.size() - Long.BYTES, Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            if (last.isEmpty()) {
                return false;
            }
            long said = last.get().getLong();
            return begins(said, begins) || begins(file.size() - Long.BYTES - said, begins);
        }

        private boolean begins(long at, String text) throws IOException {
            return at > 0 && latin(file.upTo(at, text.length())).equals(text);
        }

        private static String latin(ByteBuffer bytes) {
            return text(bytes, StandardCharsets.ISO_8859_1);
        }

        private static String text(ByteBuffer bytes, Charset charset) {
            return charset.decode(bytes).toString();
        }
    }
}
