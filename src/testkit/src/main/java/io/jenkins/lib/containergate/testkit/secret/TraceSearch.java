package io.jenkins.lib.containergate.testkit.secret;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Looks for traces of secrets in all files of a directory, their names included, unpacked where they are packed. */
public final class TraceSearch extends SimpleFileVisitor<Path> {
    private static final int WALKS = 20;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final SecretTraces traces;
    private final Path directory;
    private final Map<Path, Set<String>> found = new TreeMap<>();
    private boolean renamed;

    private TraceSearch(SecretTraces traces, Path directory) {
        this.traces = traces;
        this.directory = directory;
    }

    /**
     * The files below a directory with traces, and of what. Who uses the directory may go on writing: a program that writes
     * a file beside its name and renames it makes a walk find the one gone and miss the other. Such a walk does not count and
     * is made again.
     */
    public static Map<Path, Set<String>> below(Path directory, SecretTraces traces) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        for (int walk = 0; walk < WALKS; walk++) {
            TraceSearch search = new TraceSearch(traces, directory);
            Files.walkFileTree(directory, search);
            if (!search.renamed) {
                return Collections.unmodifiableMap(search.found);
            }
        }
        throw new IOException("files below " + directory + " were renamed during each of " + WALKS + " walks");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        try {
            note(file, traces.in(directory.relativize(file).toString()));
            if (attributes.isRegularFile()) {
                note(file, traces.in(content(file)));
            }
            return FileVisitResult.CONTINUE;
        } catch (NoSuchFileException e) {
            return visitFileFailed(file, e);
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
        if (!(fault instanceof NoSuchFileException)) {
            throw fault;
        }
        renamed = true;
        return FileVisitResult.CONTINUE;
    }

    private void note(Path file, Set<String> what) {
        if (!what.isEmpty()) {
            found.put(file, what);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file))) {
            stored.mark(2);
            int magic = stored.read() << 8 | stored.read();
            stored.reset();
            try (InputStream in = magic == GZIP_MAGIC ? new GZIPInputStream(stored) : stored) {
                return in.readAllBytes();
            }
        }
    }
}
