package io.jenkins.lib.containergate.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.HexFormat;
import java.util.Locale;

/** How a stream is compressed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final int MAGIC_BYTES = 6;
    private static final int BUFFER = 1 << 16;

    /** A stream after a look at its first bytes. */
    public record Detected(Compression compression, InputStream stream) {}

    /**
     * Looks at the first bytes. What is neither gzip nor zstd is taken for uncompressed, except for formats no runtime
     * unpacks.
     *
     * @throws MalformedArchiveException for bzip2 and xz
     */
    public static Detected detect(InputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC_BYTES);
        PushbackInputStream whole = new PushbackInputStream(in, MAGIC_BYTES);
        whole.unread(magic);
        return new Detected(of(HexFormat.of().formatHex(magic)), whole);
    }

    /**
     * The uncompressed bytes of a stream, however it is compressed.
     *
     * @throws MalformedArchiveException for bzip2 and xz
     */
    public static BufferedInputStream uncompressed(InputStream in) throws IOException {
        Detected detected = detect(in);
        return new BufferedInputStream(detected.compression().decompress(detected.stream()), BUFFER);
    }

    private static Compression of(String magic) throws MalformedArchiveException {
        if (magic.startsWith("1f8b")) {
            return GZIP;
        }
        // a zstd frame, or a skippable frame that zstd tools may put first (RFC 8878, section 3.1)
        if (magic.startsWith("28b52ffd") || magic.matches("5[0-9a-f]2a4d18.*")) {
            return ZSTD;
        }
        if (magic.startsWith("425a68")) {
            throw new MalformedArchiveException("it is compressed with bzip2, which no runtime reads in an image");
        }
        if (magic.startsWith("fd377a585a00")) {
            throw new MalformedArchiveException("it is compressed with xz, which no runtime reads in an image");
        }
        return NONE;
    }

    /** The uncompressed bytes of a stream compressed this way; closing it closes the stream below. */
    public InputStream decompress(InputStream in) {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GzipDecoder(in);
            case ZSTD -> new ZstdDecoder(in);
        };
    }

    /**
     * The uncompressed bytes of a gzip stream.
     *
     * @param headers gets what its headers hold beside numbers: extra fields, names and comments
     */
    public static InputStream gunzip(InputStream in, OutputStream headers) {
        return new GzipDecoder(in, headers);
    }

    @Override
    public String toString() {
        return this == NONE ? "uncompressed" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * Any number of zstd frames to the end of the stream. Windows above 8 MiB are refused, as RFC 8878 lets a decoder do.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>
     */
    static final class ZstdDecoder extends BulkInputStream.OnTop {
        ZstdDecoder(InputStream in) {
            super(new ZstdInputStream(new ZstdFrames(in)));
        }

        /** The library reports damaged input by unchecked exceptions of many kinds; here they become checked. */
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (RuntimeException e) {
                throw new MalformedArchiveException("zstd data is damaged (" + e.getMessage() + ")", e);
            }
        }
    }
}
