package io.jenkins.plugins.containergate.build;

import io.jenkins.lib.containergate.bounds.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory that is gone when it is closed. An object, so that its class is there before it is needed: on an agent
 * whose thread was interrupted no further class can be loaded.
 */
public final class TemporaryDirectory implements AutoCloseable {
    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** @param parent made when it is not there */
    public static TemporaryDirectory in(Path parent) throws IOException {
        Path made = Files.createTempDirectory(Files.createDirectories(parent), "container-gate");
        FileTree.entries(made); // what close() calls is there, too
        return new TemporaryDirectory(made);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
