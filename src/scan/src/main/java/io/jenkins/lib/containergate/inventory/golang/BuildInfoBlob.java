package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.Segment;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two strings the Go linker leaves in an executable: inline since Go 1.18, behind pointers before.
 *
 * @param goVersion of the toolchain
 * @param modules the module list, empty when there is none
 * @see <a href="https://pkg.go.dev/debug/buildinfo">Go package debug/buildinfo</a>
 */
record BuildInfoBlob(String goVersion, String modules) {
    static final int ALIGN = 16;
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final String SECTION = ".go.buildinfo";
    private static final int HEADER = 32;
    private static final int CHUNK = 64 << 10;
    private static final int FLAG_BIG_ENDIAN = 1;
    private static final int FLAG_INLINE = 2;
    private static final int SENTINEL = 16;

    /** Empty when the executable has none. */
    static Optional<BuildInfoBlob> find(FileWindow file, ExecutableLayout layout, int maxBytes)
            throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
        Optional<Segment> section = layout.section(SECTION);
        Optional<Long> at = section.isPresent() ? search(file, section.get()) : Optional.empty();
        long searched = 0;
        for (Segment segment : layout.segments()) {
            if (at.isEmpty() && segment.writable()) {
                searched += segment.size();
                if (searched > 2 * file.size()) {
                    throw new MalformedContentException(Unreadable.EXECUTABLE, "program with overlapping segments");
                }
                at = search(file, segment);
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(parse(file, layout, at.get(), maxBytes));
    }

    private static Optional<Long> search(FileWindow file, Segment segment) throws IOException, InterruptedException {
        if (segment.offset() < 0 || segment.offset() >= file.size()) {
            return Optional.empty();
        }
        long end = Math.min(segment.size(), file.size() - segment.offset());
        for (long start = 0; start < end; start += CHUNK) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while searching an executable");
            }
            ByteBuffer chunk = file.upTo(segment.offset() + start, (int) Math.min(CHUNK + HEADER, end - start));
            for (int i = 0; i <= chunk.limit() - HEADER; i += ALIGN) {
                if (Arrays.equals(chunk.array(), i, i + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                    return Optional.of(segment.offset() + start + i);
                }
            }
        }
        return Optional.empty();
    }

    private static BuildInfoBlob parse(FileWindow file, ExecutableLayout layout, long at, int maxBytes)
            throws IOException, LimitExceededException, MalformedContentException {
        ByteBuffer header = file.read(at, HEADER, layout.order()).orElseThrow(BuildInfoBlob::malformed);
        int pointerSize = header.get(MAGIC.length);
        int flags = header.get(MAGIC.length + 1);
        if ((flags & FLAG_INLINE) != 0) {
            InlineStrings strings = new InlineStrings(file, at + HEADER, maxBytes);
            return new BuildInfoBlob(strings.next(), withoutSentinels(strings.next()));
        }
        if (pointerSize != 4 && pointerSize != 8) {
            throw malformed();
        }
        ByteOrder order = (flags & FLAG_BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        PointedStrings strings = new PointedStrings(file, layout, order, pointerSize, maxBytes);
        String version = strings.at(strings.pointer(at + ALIGN));
        return new BuildInfoBlob(version, withoutSentinels(strings.at(strings.pointer(at + ALIGN + pointerSize))));
    }

    /** The linker frames the module list so that it can be found in memory dumps. */
    private static String withoutSentinels(String framed) {
        int length = framed.length();
        return length >= 2 * SENTINEL + 1 && framed.charAt(length - SENTINEL - 1) == '\n'
                ? framed.substring(SENTINEL, length - SENTINEL)
                : "";
    }

    static MalformedContentException malformed() {
        return new MalformedContentException(Unreadable.EXECUTABLE, "Go build information that is damaged");
    }
}
