package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A file's content held in memory. */
record BytesContent(byte[] bytes) implements FileContent {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel channel() {
        return new SeekableInMemoryByteChannel(bytes);
    }

    @Override
    public byte[] bytes(int max) throws LimitExceededException {
        if (bytes.length > max) {
            throw new LimitExceededException("the file", "max", max);
        }
        return bytes;
    }
}
