package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the tree; should it become a symbolic link meanwhile, it is not followed. */
record PathContent(Path file, long size) implements FileContent {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public byte[] bytes(int max) throws IOException, LimitExceededException {
        if (size > max) {
            throw new LimitExceededException(file.toString(), "bytes of this kind of file", max);
        }
        return Files.readAllBytes(file);
    }
}
