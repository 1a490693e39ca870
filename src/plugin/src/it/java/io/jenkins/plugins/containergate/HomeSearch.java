package io.jenkins.plugins.containergate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Looks for secrets in everything that Jenkins or an agent has written, unpacked where it is packed. */
public final class HomeSearch {
    private HomeSearch() {}

    /** The files below a directory with one of the secrets in it. */
    public static List<Path> filesWithAnyOf(List<String> secrets, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holdsAnyOf(secrets, file))
                    .toList();
        }
    }

    private static boolean holdsAnyOf(List<String> secrets, Path file) {
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return secrets.stream().anyMatch(content::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
