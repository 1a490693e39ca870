package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.inventory.binary.PeFormat;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a program or a picture ends in its file. Loaders and viewers pass over what follows. */
final class FileEnd {
    private static final int RIFF_FRAME = 8;
    private static final int BITMAP_HEADER = 54;

    private FileEnd() {}

    /**
     * The positions where it may end, the likeliest first: what a file says of its length need not be true, and viewers do not ask.
     * None where it begins as neither.
     *
     * @param head the first bytes of content
     */
    static List<Long> of(byte[] head, FileContent content) throws IOException {
        if (ExecutableLayout.isProgram(head)) {
            return program(head, content);
        }
        Head first = new Head(head);
        if (first.starts("BM") && head.length > BITMAP_HEADER && little(head).getInt(6) == 0) {
            return bitmap(little(head));
        }
        boolean png = first.starts("\u0089PNG\r\n\u001a\n");
        boolean riff = first.starts("RIFF") && head.length >= RIFF_FRAME;
        boolean jpeg = first.starts("\u00ff\u00d8\u00ff");
        boolean gif = first.starts("GIF8");
        if (!png && !riff && !jpeg && !gif) {
            return List.of();
        }
        List<Long> ends = new ArrayList<>();
        if (riff) {
            ends.add(RIFF_FRAME + Integer.toUnsignedLong(little(head).getInt(4)));
        }
        try (InputStream stored = new BufferedInputStream(content.open())) {
            PictureParts parts = new PictureParts(stored);
            ends.addAll(png ? parts.png() : riff ? parts.riff() : jpeg ? parts.jpeg() : parts.gif());
        }
        return ends;
    }

    private static List<Long> program(byte[] head, FileContent content) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            Optional<ExecutableLayout> layout = ExecutableLayout.of(file);
            List<Long> ends = new ArrayList<>();
            layout.ifPresent(known -> ends.addAll(known.ends(file.size())));
            if (PeFormat.isProgram(head)) {
                ends.addAll(PeFormat.signatureEnds(file));
            }
            return ends;
        }
    }

    /** By the length that it states, and by that of its rows. */
    private static List<Long> bitmap(ByteBuffer head) {
        long pixels = Integer.toUnsignedLong(head.getInt(10));
        long stated = Integer.toUnsignedLong(head.getInt(34));
        long row = (Math.abs((long) head.getInt(18)) * Short.toUnsignedInt(head.getShort(28)) + 31) / 32 * 4;
        long rows = Math.abs((long) head.getInt(22));
        return List.of(Integer.toUnsignedLong(head.getInt(2)), pixels + (stated > 0 ? stated : row * rows));
    }

    private static ByteBuffer little(byte[] head) {
        return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    }
}
