package io.jenkins.lib.containergate.testkit.image;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The stream that compresses a tar the way a {@link Compression} says. */
final class Compressor {
    private static final int CHUNK = 4_000;

    private Compressor() {}

    static OutputStream over(OutputStream out, Compression compression) throws IOException {
        return switch (compression) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, 64 << 10);
            case ZSTD -> new ZstdOutputStream(out);
            case GZIP_MEMBERS, ZSTD_FRAMES -> new Chunked(out, compression);
        };
    }

    /** Each few kilobytes in a member or frame of their own. */
    private static final class Chunked extends OutputStream {
        private final OutputStream out;
        private final Compression compression;
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();

        Chunked(OutputStream out, Compression compression) {
            this.out = out;
            this.compression = compression;
        }

        @Override
        public void write(int b) throws IOException {
            chunk.write(b);
            if (chunk.size() == CHUNK) {
                flushChunk();
            }
        }

        private void flushChunk() throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (OutputStream one = compression == Compression.ZSTD_FRAMES
                    ? new ZstdOutputStream(compressed)
                    : new GZIPOutputStream(compressed)) {
                chunk.writeTo(one);
            }
            compressed.writeTo(out);
            chunk.reset();
        }

        @Override
        public void close() throws IOException {
            if (chunk.size() > 0) {
                flushChunk();
            }
            if (compression == Compression.ZSTD_FRAMES) {
                out.write(skippableFrame("table of contents"));
            }
            out.close();
        }

        /** RFC 8878, section 3.1.2. */
        private static byte[] skippableFrame(String text) {
            byte[] content = text.getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(8 + content.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x184D2A50)
                    .putInt(content.length)
                    .put(content)
                    .array();
        }
    }
}
