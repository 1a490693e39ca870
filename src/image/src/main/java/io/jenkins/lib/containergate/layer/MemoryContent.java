package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A small file, in memory. */
public record MemoryContent(String name, byte[] content) implements FileContent {
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
