package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.archive.TarReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/** A copy of a stream for random access, in a {@link Spool}. */
public final class SpooledContent extends ChannelContent implements Closeable {
    private final SeekableByteChannel channel;

    private SpooledContent(SeekableByteChannel channel) throws IOException {
        super(channel);
        this.channel = channel;
    }

    public static SpooledContent of(InputStream in) throws IOException {
        return spooled(in::transferTo, 0);
    }

    /** The content of the tar's current entry. */
    public static SpooledContent of(TarReader tar, long size) throws IOException {
        return spooled(tar::transferTo, size);
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private static SpooledContent spooled(Writer writer, long expected) throws IOException {
        try (Spool spool = new Spool(expected)) {
            writer.writeTo(spool);
            return new SpooledContent(spool.finish());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
