package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a program or a picture ends in its file. Loaders and viewers pass over what follows. */
final class FileEnd {
    /** Bytes of a picture of which every one has to be read to find its end. */
    private static final int LARGEST = 64 << 20;

    private static final int MOST_CHUNKS = 100_000;
    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final int PNG_END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
    /** A length, a type and a checksum. */
    private static final int PNG_FRAME = 12;

    private static final int RIFF_FRAME = 8;

    private FileEnd() {}

    /**
     * Empty where a file begins as neither, or is cut off or damaged.
     *
     * @param head the first bytes of content
     */
    static OptionalLong of(byte[] head, FileContent content) throws IOException {
        if (ExecutableLayout.isProgram(head)) {
            return program(content);
        }
        Head first = new Head(head);
        if (first.starts(PNG)) {
            return png(content);
        }
        if (first.starts("RIFF") && head.length >= RIFF_FRAME) {
            return OptionalLong.of(
                    RIFF_FRAME + Integer.toUnsignedLong(little(head).getInt(4)));
        }
        if (first.starts("BM") && head.length > 14 && little(head).getInt(6) == 0) {
            return OptionalLong.of(Integer.toUnsignedLong(little(head).getInt(2)));
        }
        boolean jpeg = first.starts("\u00ff\u00d8\u00ff");
        boolean gif = first.starts("GIF8");
        if (!jpeg && !gif || content.size() > LARGEST) {
            return OptionalLong.empty();
        }
        try (InputStream stored = new BufferedInputStream(content.open())) {
            Pictures bytes = new Pictures(stored);
            return jpeg ? bytes.jpeg() : bytes.gif();
        }
    }

    private static OptionalLong program(FileContent content) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            Optional<ExecutableLayout> layout = ExecutableLayout.of(new FileWindow(channel));
            return layout.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(layout.get().end());
        }
    }

    private static OptionalLong png(FileContent content) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            long at = PNG.length();
            for (int i = 0; i < MOST_CHUNKS; i++) {
                Optional<ByteBuffer> chunk = file.read(at, PNG_FRAME, ByteOrder.BIG_ENDIAN);
                if (chunk.isEmpty()) {
                    break;
                }
                at += PNG_FRAME + Integer.toUnsignedLong(chunk.get().getInt(0));
                if (chunk.get().getInt(4) == PNG_END) {
                    return OptionalLong.of(at);
                }
            }
            return OptionalLong.empty();
        }
    }

    private static ByteBuffer little(byte[] head) {
        return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Formats whose end is found by reading through them. */
    private static final class Pictures {
        private static final int END = 0xd9;
        private static final int SCAN = 0xda;
        private static final int GIF_SCREEN = 10;
        private static final int GIF_IMAGE = 8;

        private final InputStream in;
        private long position;

        Pictures(InputStream in) {
            this.in = in;
        }

        /** Segments with a length each; between them, after the beginning of a scan, data in which no marker but a restart is. */
        OptionalLong jpeg() throws IOException {
            skip(2);
            int marker = marker();
            while (marker >= 0 && marker != END) {
                if (marker != 1 && (marker < 0xd0 || marker > 0xd8)) {
                    int length = read() << 8 | read();
                    skip(Math.max(0, length - 2));
                }
                marker = marker == SCAN ? behindScan() : marker();
            }
            return marker == END ? OptionalLong.of(position) : OptionalLong.empty();
        }

        private int marker() throws IOException {
            if (read() != 0xff) {
                return -1;
            }
            int marker = read();
            while (marker == 0xff) {
                marker = read();
            }
            return marker;
        }

        private int behindScan() throws IOException {
            for (int c = read(); c >= 0; c = read()) {
                while (c == 0xff) {
                    c = read();
                    if (c > 0 && c != 0xff && (c < 0xd0 || c > 0xd7)) {
                        return c;
                    }
                }
            }
            return -1;
        }

        /** Blocks of which each says what it is; most end in an empty part. */
        OptionalLong gif() throws IOException {
            skip(GIF_SCREEN);
            skip(colours(read()) + 2);
            for (int kind = read(); kind >= 0; kind = read()) {
                switch (kind) {
                    case ';' -> {
                        return OptionalLong.of(position);
                    }
                    case '!' -> skip(1);
                    case ',' -> {
                        skip(GIF_IMAGE);
                        skip(colours(read()) + 1);
                    }
                    default -> {
                        return OptionalLong.empty();
                    }
                }
                for (int length = read(); length > 0; length = read()) {
                    skip(length);
                }
            }
            return OptionalLong.empty();
        }

        /** Bytes of the table of colours that flags tell of. */
        private static int colours(int flags) {
            return flags > 0 && (flags & 0x80) != 0 ? 3 << (flags & 7) + 1 : 0;
        }

        private int read() throws IOException {
            int read = in.read();
            position += read < 0 ? 0 : 1;
            return read;
        }

        private void skip(int count) throws IOException {
            position += in.readNBytes(count).length;
        }
    }
}
