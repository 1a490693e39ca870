package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A file that needs no reading. */
record MemoryContent(byte[] content) implements FileContent {
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
    public byte[] bytes(int max) {
        return content.clone();
    }
}
