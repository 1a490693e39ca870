package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/**
 * A large file, in a temporary file.
 *
 * @param file begins with the content; more may follow, of another file that was there before
 */
record TemporaryFileContent(String name, FileChannel file, long size) implements FileContent {
    @Override
    public InputStream open() {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() {
        return new ContentChannel(size) {
            @Override
            int readAt(long at, ByteBuffer target) throws IOException {
                return file.read(target, at);
            }
        };
    }

    @Override
    public byte[] bytes(int max) throws IOException, LimitExceededException {
        if (size > max) {
            throw new LimitExceededException(name, "bytes of this kind of file", max);
        }
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }
}
