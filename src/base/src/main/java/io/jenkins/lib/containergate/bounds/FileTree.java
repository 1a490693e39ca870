package io.jenkins.lib.containergate.bounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A directory with all that is below it. Links to directories are not followed. */
public final class FileTree {
    private FileTree() {}

    /**
     * What is wanted of a tree, in the order of its names.
     *
     * @param most files and directories that are looked at
     * @throws IOException also when there are more, or a directory below cannot be read: nothing is left out
     */
    public static List<Path> find(Path directory, int most, Predicate<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            int entries = 0;
            for (Iterator<Path> each = tree.iterator(); each.hasNext(); ) {
                Path entry = each.next();
                if (++entries > most) {
                    throw new IOException("it has more than " + most + " files and directories");
                }
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }

    /**
     * What is in a directory itself, in the order of its names.
     *
     * @throws IOException also when the directory cannot be read to its end: nothing is left out
     */
    public static List<Path> entries(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }

    /** Deletes a tree that this program made. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all = find(directory, Integer.MAX_VALUE, each -> true);
        all.sort(Comparator.reverseOrder());
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
