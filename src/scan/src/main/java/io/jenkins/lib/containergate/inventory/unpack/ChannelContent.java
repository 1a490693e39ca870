package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** Content behind a channel that somebody else closes; one reader at a time. */
public class ChannelContent implements FileContent {
    private final SeekableByteChannel channel;
    private final long size;

    public ChannelContent(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return new Shared(channel.position(0));
    }

    @Override
    public byte[] bytes(int max) throws IOException, LimitExceededException {
        if (size > max) {
            throw new LimitExceededException("an entry of an archive", "bytes of this kind of file", max);
        }
        return open().readAllBytes();
    }

    /** Stays open when a reader is done with it. */
    private record Shared(SeekableByteChannel channel) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            throw new IOException("this content is only read");
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            throw new IOException("this content is only read");
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // whoever opened it closes it
        }
    }
}
