package io.jenkins.lib.containergate.layer;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads borrowed memory as a file. */
final class ChunkedChannel extends ContentChannel {
    private final List<byte[]> chunks;

    ChunkedChannel(List<byte[]> chunks, long size) {
        super(size);
        this.chunks = chunks;
    }

    @Override
    int readAt(long at, ByteBuffer target) {
        int offset = (int) (at % ContentMemory.CHUNK);
        int length = Math.min(target.remaining(), ContentMemory.CHUNK - offset);
        target.put(chunks.get((int) (at / ContentMemory.CHUNK)), offset, length);
        return length;
    }
}
