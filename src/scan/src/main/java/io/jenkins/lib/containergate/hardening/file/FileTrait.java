package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.inventory.binary.ElfFormat;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes a file worth remembering. */
public enum FileTrait {
    /** A program that runs with its owner's or group's rights, or with capabilities that the file itself gives. On directories the bits mean something harmless. */
    SETUID_OR_SETGID {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(isRegular(entry) && ((entry.mode() & 06000) != 0 || entry.capabilities()), entry);
        }

        @Override
        boolean ofRights() {
            return true;
        }
    },
    /** Anyone may write it; for a directory, anyone may also replace what others put there. */
    WORLD_WRITABLE {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            boolean everyoneWrites = (entry.mode() & 0002) != 0;
            boolean sharedSafely = entry.kind() == Kind.DIRECTORY && (entry.mode() & 01000) != 0;
            boolean holdsData = isRegular(entry) || entry.kind() == Kind.DIRECTORY;
            return when(everyoneWrites && holdsData && !sharedSafely && !isMountedOver(entry.path()), entry);
        }

        @Override
        boolean ofRights() {
            return true;
        }
    },
    /** An SSH server. */
    SSH_SERVER {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(isProgram(entry) && SSH_SERVERS.contains(name), entry);
        }
    },
    /** A program whose purpose is to become root. */
    SUDO {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(isProgram(entry) && SUDO_PROGRAMS.contains(name), entry);
        }
    },
    /** A device node that stays reachable in a container, whose {@code dev} is mounted over. */
    DEVICE {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(entry.kind() == Kind.DEVICE && !isMountedOver(entry.path()), entry);
        }
    },
    /** The directory of a version control system, with the history of the sources. */
    VERSION_CONTROL {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            for (String directory : VERSION_CONTROL_DIRECTORIES) {
                Optional<String> place = upTo(entry.path(), directory);
                if (place.isPresent()) {
                    return place;
                }
            }
            return Optional.empty();
        }
    },
    /** A file that only builds need. */
    BUILD_FILE {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(
                    entry.kind() == Kind.FILE && BUILD_FILES.contains(name) && !belongsToPackage(entry.path()), entry);
        }
    },
    /** A file that no layer of Windows has: theirs are below a few directories. One tells as much as all. */
    OUTSIDE_OF_WINDOWS {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            String path = entry.path();
            boolean windows = path.startsWith("Files/") || path.startsWith("Hives/") || path.startsWith("UtilityVM/");
            return when(entry.kind() != Kind.DIRECTORY && !windows, entry);
        }

        @Override
        int most() {
            return 1;
        }
    },
    /**
     * A program that Linux can start. The tools that write layers of Windows give files no permissions to execute, also not to the
     * few programs for Linux that Windows brings.
     */
    STARTED_BY_LINUX {
        @Override
        Optional<String> place(LayerEntry entry, String name) {
            return when(entry.kind() == Kind.HARD_LINK && executable(entry), entry);
        }

        @Override
        Optional<String> place(LayerEntry entry, String name, byte[] head) {
            boolean program = entry.kind() == Kind.FILE && executable(entry) && ElfFormat.isProgram(head);
            return program ? Optional.of(entry.path()) : place(entry, name);
        }

        @Override
        int most() {
            return 10;
        }
    };

    private static final Set<String> SSH_SERVERS = Set.of("sshd", "dropbear", "tinysshd");
    private static final Set<String> SUDO_PROGRAMS = Set.of("sudo", "sudo-rs", "doas");
    private static final Set<String> PROGRAM_DIRECTORIES = Set.of("bin", "sbin", "libexec");
    private static final List<String> VERSION_CONTROL_DIRECTORIES = List.of(".git", ".hg", ".svn");
    private static final Set<String> BUILD_FILES = Set.of(
            "Dockerfile",
            "Containerfile",
            ".dockerignore",
            "docker-compose.yml",
            "docker-compose.yaml",
            "compose.yml",
            "compose.yaml",
            "Jenkinsfile",
            "Vagrantfile",
            ".DS_Store");
    private static final List<String> PACKAGE_DIRECTORIES = List.of(
            "node_modules/", "site-packages/", "dist-packages/", "vendor/", "share/doc/", "go/pkg/mod/", "gems/");

    /**
     * Path of what has the trait, if anything: usually the entry, for {@link #VERSION_CONTROL} the directory above it.
     *
     * @param name last segment of the entry's path
     */
    abstract Optional<String> place(LayerEntry entry, String name);

    /** The same, for traits that the content of a file tells. */
    Optional<String> place(LayerEntry entry, String name, byte[] head) {
        return place(entry, name);
    }

    /** How many files of a layer are kept; the others are counted. */
    int most() {
        return FileFactsVisitor.NotedFilesCollector.MAX_FILES;
    }

    /** Whether all names of a file have it: the rights that a hard link states are those of the file. */
    boolean ofRights() {
        return false;
    }

    private static Optional<String> when(boolean condition, LayerEntry entry) {
        return condition ? Optional.of(entry.path()) : Optional.empty();
    }

    private static boolean executable(LayerEntry entry) {
        return (entry.mode() & 0111) != 0;
    }

    /** A hard link carries a mode of its own, which extraction applies to the file. */
    private static boolean isRegular(LayerEntry entry) {
        return entry.kind() == Kind.FILE || entry.kind() == Kind.HARD_LINK;
    }

    /** In a directory for programs; also a link, as BusyBox-like programs are installed. */
    private static boolean isProgram(LayerEntry entry) {
        if (entry.kind() == Kind.DIRECTORY || entry.kind() == Kind.DEVICE || entry.kind() == Kind.FIFO) {
            return false;
        }
        int end = entry.path().lastIndexOf('/');
        return end > 0
                && PROGRAM_DIRECTORIES.contains(entry.path()
                        .substring(entry.path().lastIndexOf('/', end - 1) + 1, end));
    }

    /** Under a directory that every container gets from its runtime. */
    private static boolean isMountedOver(String path) {
        return path.startsWith("dev/") || path.startsWith("proc/") || path.startsWith("sys/");
    }

    private static boolean belongsToPackage(String path) {
        for (String directory : PACKAGE_DIRECTORIES) {
            if (path.startsWith(directory) || path.contains("/" + directory)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> upTo(String path, String directory) {
        if (!path.contains(directory)) {
            return Optional.empty(); // nearly every path
        }
        String prefix = directory + "/";
        int start = path.startsWith(prefix) ? 0 : path.indexOf("/" + prefix) + 1;
        boolean inside = start > 0 || path.startsWith(prefix);
        if (inside) {
            return Optional.of(path.substring(0, start + directory.length()));
        }
        return path.equals(directory) || path.endsWith("/" + directory) ? Optional.of(path) : Optional.empty();
    }
}
