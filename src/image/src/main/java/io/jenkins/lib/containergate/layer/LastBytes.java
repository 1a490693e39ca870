package io.jenkins.lib.containergate.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Keeps the last bytes of what is written. */
public final class LastBytes extends OutputStream {
    private final int max;
    private final byte[] bytes;
    private int filled;

    public LastBytes(int max) {
        this.max = max;
        this.bytes = new byte[2 * max];
    }

    static byte[] of(FileContent content, int max) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            channel.position(Math.max(0, content.size() - max));
            try (InputStream in = Channels.newInputStream(channel)) {
                return in.readNBytes(max);
            }
        }
    }

    /** Forgets what was written. */
    public void clear() {
        filled = 0;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int count = Math.min(length, max);
        if (filled + count > bytes.length) {
            System.arraycopy(bytes, filled - max, bytes, 0, max);
            filled = max;
        }
        System.arraycopy(source, offset + length - count, bytes, filled, count);
        filled += count;
    }

    public byte[] bytes() {
        return Arrays.copyOfRange(bytes, Math.max(0, filled - max), filled);
    }
}
