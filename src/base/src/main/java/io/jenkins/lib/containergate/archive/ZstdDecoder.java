package io.jenkins.lib.containergate.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Any number of zstd frames to the end of the stream. Windows above 8 MiB are refused, as RFC 8878 lets a decoder do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>
 */
final class ZstdDecoder extends InputStream {
    private final ZstdInputStream frames;

    ZstdDecoder(InputStream in) {
        frames = new ZstdInputStream(new ZstdFrames(in));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** The library reports damaged input by unchecked exceptions of many kinds; here they become checked. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return frames.read(target, offset, length);
        } catch (RuntimeException e) {
            throw new MalformedArchiveException("zstd data is damaged (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
