package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A large file, in a temporary file. */
record TemporaryFileContent(String name, Path file, long size) implements FileContent {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public byte[] bytes(int max) throws IOException, LimitExceededException {
        if (size > max) {
            throw new LimitExceededException(name, "bytes of this kind of file", max);
        }
        return Files.readAllBytes(file);
    }
}
