package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The content of a blob, in memory. */
record BlobContent(byte[] content) implements FileContent {
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
            throw new LimitExceededException("a file of the history", "bytes of this kind of file", max);
        }
        return content.clone();
    }
}
