package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.layer.ContentChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A part of another channel; moves the other channel's position. */
final class ChannelRange extends ContentChannel {
    private final SeekableByteChannel whole;
    private final long start;

    ChannelRange(SeekableByteChannel whole, long start, long size) {
        super(size);
        this.whole = whole;
        this.start = start;
    }

    @Override
    protected int readAt(long at, ByteBuffer target) throws IOException {
        whole.position(start + at);
        return whole.read(target);
    }
}
