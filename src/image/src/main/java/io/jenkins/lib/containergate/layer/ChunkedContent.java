package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A file in borrowed memory.
 *
 * @param chunks of {@link ContentMemory#CHUNK} bytes each; the last one may hold less
 */
record ChunkedContent(String name, List<byte[]> chunks, long size) implements FileContent {
    @Override
    public InputStream open() {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() {
        return new ChunkedChannel(chunks, size);
    }

    @Override
    public byte[] bytes(int max) throws LimitExceededException {
        if (size > max) {
            throw new LimitExceededException(name, "bytes of this kind of file", max);
        }
        byte[] bytes = new byte[(int) size];
        for (int at = 0; at < bytes.length; at += ContentMemory.CHUNK) {
            System.arraycopy(
                    chunks.get(at / ContentMemory.CHUNK),
                    0,
                    bytes,
                    at,
                    Math.min(ContentMemory.CHUNK, bytes.length - at));
        }
        return bytes;
    }
}
