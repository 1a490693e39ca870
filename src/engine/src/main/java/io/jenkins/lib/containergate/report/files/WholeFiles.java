package io.jenkins.lib.containergate.report.files;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files that belong together in one directory: each is written whole beside its place and then renamed. */
public final class WholeFiles {
    private WholeFiles() {}

    /** Writes one file. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Creates the directory when needed. Removes the files of an earlier run first: when this one fails, old ones must not
     * stand for it.
     *
     * @param files by name, in the order of their renaming; one without content is removed only
     * @return the files written, in that order
     * @throws GateException when one cannot be written; none of them is there then
     */
    public static List<Path> write(Path directory, Map<String, Optional<Content>> files) throws GateException {
        Map<Path, Path> finals = new LinkedHashMap<>();
        try {
            Files.createDirectories(directory);
            for (String name : files.keySet()) {
                Files.deleteIfExists(directory.resolve(name));
            }
            for (Map.Entry<String, Optional<Content>> file : files.entrySet()) {
                if (file.getValue().isPresent()) {
                    Path draft = directory.resolve("." + file.getKey() + "." + UUID.randomUUID() + ".tmp");
                    finals.put(draft, directory.resolve(file.getKey()));
                    write(file.getValue().get(), draft);
                }
            }
            for (Map.Entry<Path, Path> entry : finals.entrySet()) {
                Draft.publish(entry.getKey(), entry.getValue());
            }
            return List.copyOf(finals.values());
        } catch (IOException e) {
            throw new GateException(
                    "the reports cannot be written to " + directory + ": " + FileProblem.within(e),
                    "make that directory writable, free space on its disk, or name another one",
                    e);
        } finally {
            finals.keySet().forEach(WholeFiles::discard);
        }
    }

    private static void write(Content content, Path draft) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.write(out);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // Only a hidden draft is left behind; what was wrong with the disk is told by the exception under way.
            return;
        }
    }
}
