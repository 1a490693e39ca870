package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a directory. Names come from digests and constants, so they cannot leave it. */
final class DirectoryStore implements FileStore {
    private final Path root;

    private DirectoryStore(Path root) {
        this.root = root;
    }

    static FileStore.Opener opener(ImageLocation location, Path root) throws GateException {
        if (!Files.isDirectory(root)) {
            throw new GateException(
                    "'" + location.text() + "' cannot be read: " + root + " is not a directory", "check the path");
        }
        return deadline -> new DirectoryStore(root);
    }

    @Override
    public Optional<StoredFile> find(String name) throws GateException, IOException {
        Path file = root.resolve(name);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new GateException("'" + name + "' in " + root + " is not a file", "write the layout again");
        }
        return Optional.of(new StoredFile(name, file, 0, Files.size(file)));
    }

    @Override
    public void close() {}
}
