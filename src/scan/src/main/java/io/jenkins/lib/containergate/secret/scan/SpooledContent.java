package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.TarReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A copy of a stream for random access: in memory while it is small, then in a temporary file that vanishes. */
final class SpooledContent extends ChannelContent implements Closeable {
    private static final int IN_MEMORY = 1 << 20;

    private final SeekableByteChannel channel;

    private SpooledContent(SeekableByteChannel channel) throws IOException {
        super(channel);
        this.channel = channel;
    }

    static SpooledContent of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(IN_MEMORY);
        if (head.length < IN_MEMORY) {
            return new SpooledContent(new SeekableInMemoryByteChannel(head));
        }
        return spooled(out -> {
            out.write(head);
            in.transferTo(out);
        });
    }

    /** The content of the tar's current entry. */
    static SpooledContent of(TarReader tar, long size) throws IOException {
        if (size < IN_MEMORY) {
            ByteArrayOutputStream memory = new ByteArrayOutputStream((int) size);
            tar.transferTo(memory);
            return new SpooledContent(new SeekableInMemoryByteChannel(memory.toByteArray()));
        }
        return spooled(tar::transferTo);
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private static SpooledContent spooled(Writer writer) throws IOException {
        Path path = Files.createTempFile("container-gate-", ".spool");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            writer.writeTo(Channels.newOutputStream(file));
            return new SpooledContent(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
