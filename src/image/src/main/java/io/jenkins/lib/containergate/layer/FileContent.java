package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Content of one file of a layer, valid only during the call it is passed to; any number of reads. */
public interface FileContent {
    long size();

    InputStream open() throws IOException;

    /** Random access, for archives with a directory at their end. */
    SeekableByteChannel channel() throws IOException;

    /** @throws LimitExceededException when the file is longer than {@code max} */
    byte[] bytes(int max) throws IOException, LimitExceededException;

    /** A small file, in memory. */
    record MemoryContent(String name, byte[] content) implements FileContent {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public SeekableByteChannel channel() {
            return new SeekableInMemoryByteChannel(content);
        }

        @Override
        public byte[] bytes(int max) throws LimitExceededException {
            if (content.length > max) {
                throw new LimitExceededException(name, "bytes of this kind of file", max);
            }
            return content.clone();
        }
    }
}
