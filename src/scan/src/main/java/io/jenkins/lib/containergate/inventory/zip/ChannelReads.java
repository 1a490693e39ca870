package io.jenkins.lib.containergate.inventory.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Absolute reads of little-endian structures. */
final class ChannelReads {
    private ChannelReads() {}

    /** Exactly {@code length} bytes at {@code position}, ready to get; empty when the channel does not reach so far. */
    static Optional<ByteBuffer> at(SeekableByteChannel channel, long position, int length) throws IOException {
        if (position < 0 || position > channel.size() - length) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.flip());
    }

    /** Whether the four bytes at {@code position} are this signature. */
    static boolean signature(SeekableByteChannel channel, long position, int signature) throws IOException {
        return at(channel, position, 4).filter(b -> b.getInt() == signature).isPresent();
    }
}
