package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a tar, found by an index of their positions; nothing is unpacked, except a tar that is compressed. */
final class TarStore implements FileStore {
    private final TarIndex index;
    private final Path file;
    private final Optional<Path> temporary;

    private TarStore(TarIndex index, Path file, Optional<Path> temporary) {
        this.index = index;
        this.file = file;
        this.temporary = temporary;
    }

    static FileStore.Opener opener(ImageLocation location, Path file, Limits limits, Path temporary)
            throws GateException {
        if (!Files.isRegularFile(file)) {
            boolean directory = Files.isDirectory(file);
            throw new GateException(
                    "'" + location.text() + "' cannot be read: " + file
                            + (directory ? " is a directory" : " is not a file"),
                    directory ? "for an OCI layout use oci:" + file : "check the path");
        }
        return deadline -> open(location, file, limits, temporary, deadline);
    }

    private static TarStore open(ImageLocation location, Path file, Limits limits, Path temporary, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Compression.Detected detected = Compression.detect(in);
            if (detected.compression() == Compression.NONE) {
                return new TarStore(TarIndex.read(file, limits, deadline), file, Optional.empty());
            }
            Path unpacked = Files.createTempFile(temporary, "image", ".tar");
            try {
                Spool.decompress(detected, unpacked, location, limits, deadline);
                return new TarStore(TarIndex.read(unpacked, limits, deadline), unpacked, Optional.of(unpacked));
            } catch (IOException | GateException | InterruptedException | RuntimeException e) {
                Files.deleteIfExists(unpacked);
                throw e;
            }
        } catch (MalformedArchiveException e) {
            throw new GateException(
                    "'" + location.text() + "' is damaged or not an archive: " + e.getMessage(),
                    "write the archive again",
                    e);
        }
    }

    @Override
    public Optional<StoredFile> find(String name) throws GateException {
        return index.find(name).map(entry -> new StoredFile(name, file, entry.offset(), entry.size()));
    }

    @Override
    public void close() throws IOException {
        if (temporary.isPresent()) {
            Files.deleteIfExists(temporary.get());
        }
    }
}
