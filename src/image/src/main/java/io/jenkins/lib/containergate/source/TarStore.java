package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Unpacks a compressed archive into a file, in which positions can be found again. */
    static final class Spool {
        private static final int BUFFER = 256 << 10;
        private static final long RATIO_FREE = 1 << 20;

        private Spool() {}

        static void decompress(
                Compression.Detected source, Path target, ImageLocation location, Limits limits, Deadline deadline)
                throws IOException, GateException, InterruptedException {
            CountingStream counted = new CountingStream(source.stream());
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            try (InputStream in = source.compression().decompress(counted);
                    OutputStream out = Files.newOutputStream(target)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    deadline.check("unpacking " + location.text());
                    out.write(buffer, 0, count);
                    total += count;
                    if (total > limits.maxLayerBytes()) {
                        throw new LimitExceededException(location.text(), "maxLayerBytes", limits.maxLayerBytes());
                    }
                    if (total > RATIO_FREE && total / limits.maxCompressionRatio() > counted.count) {
                        throw new LimitExceededException(
                                location.text(), "maxCompressionRatio", limits.maxCompressionRatio());
                    }
                }
            }
        }

        private static final class CountingStream extends BulkInputStream.OnTop {
            private long count;

            CountingStream(InputStream in) {
                super(in);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = in.read(target, offset, length);
                count += Math.max(0, read);
                return read;
            }
        }
    }
}
