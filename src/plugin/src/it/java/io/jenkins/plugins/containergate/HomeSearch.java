package io.jenkins.plugins.containergate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Looks for secrets in everything that Jenkins or an agent has written, unpacked where it is packed. */
public final class HomeSearch extends SimpleFileVisitor<Path> {
    private static final int WALKS = 20;

    private final List<String> secrets;
    private final List<Path> found = new ArrayList<>();
    private boolean renamed;

    private HomeSearch(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * The files below a directory with one of the secrets in it. Jenkins goes on writing: it writes a file beside its name and renames it, so
     * that a walk may find the one gone and have missed the other. Such a walk does not count and is made again.
     */
    public static List<Path> filesWithAnyOf(List<String> secrets, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        for (int walk = 0; walk < WALKS; walk++) {
            HomeSearch search = new HomeSearch(secrets);
            Files.walkFileTree(directory, search);
            if (!search.renamed) {
                return List.copyOf(search.found);
            }
        }
        throw new IOException("files below " + directory + " were renamed during each of " + WALKS + " walks");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        try {
            if (attributes.isRegularFile() && holdsAnyOf(file)) {
                found.add(file);
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

    private boolean holdsAnyOf(Path file) throws IOException {
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return secrets.stream().anyMatch(content::contains);
        }
    }
}
