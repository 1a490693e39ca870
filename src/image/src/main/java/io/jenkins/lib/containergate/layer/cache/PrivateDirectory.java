package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that nobody but this user can put anything into a directory: whoever could, would decide what an image is
 * said to hold. Where files have no POSIX permissions (Windows) the directory's own protection is relied on.
 */
final class PrivateDirectory {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private PrivateDirectory() {}

    static void prepare(Path directory) throws GateException {
        try {
            boolean posix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Path parent = directory.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                make(directory, posix);
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isDirectory()) {
                throw refused(directory, "is not a directory of its own", null);
            }
            if (posix) {
                check(directory);
            }
        } catch (IOException e) {
            throw refused(directory, "cannot be used: " + FileProblem.within(e), e);
        } catch (UnsupportedOperationException e) {
            throw refused(directory, "cannot be used: its file system has no owners and permissions", e);
        }
    }

    private static void make(Path directory, boolean posix) throws IOException {
        try {
            if (posix) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWN));
            } else {
                Files.createDirectory(directory);
            }
        } catch (FileAlreadyExistsException e) {
            // another process made it at the same time; whether it made it well is checked next
        }
    }

    private static void check(Path directory) throws IOException, GateException {
        PosixFileAttributes attributes = Files.getFileAttributeView(
                        directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(directory, "can be written by others than its owner", null);
        }
        Path own = Files.createTempFile(directory, "owner", LayerCache.DRAFT);
        try {
            if (!Files.getOwner(own).equals(attributes.owner())) {
                throw refused(directory, "belongs to another user", null);
            }
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static GateException refused(Path directory, String problem, @Nullable Throwable cause) {
        String what = "the cache directory " + directory + " " + problem;
        String remedy = "name another one, which only the user who runs this can write to";
        return cause == null ? new GateException(what, remedy) : new GateException(what, remedy, cause);
    }
}
