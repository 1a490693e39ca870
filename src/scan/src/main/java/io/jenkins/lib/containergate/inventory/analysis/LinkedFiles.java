package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.apk.ApkInstalledReader;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgStatusReader;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import io.jenkins.lib.containergate.inventory.rpm.RpmFiles;
import io.jenkins.lib.containergate.inventory.rpm.RpmManifestReader;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Package files that a container has under a name they were not read by: it opens them through symbolic links, or they
 * were written through one.
 */
final class LinkedFiles {
    private static final byte[] NO_HEAD = {};
    private static final Set<String> FILES = Set.copyOf(files());

    private final VisibleLayers layers;
    private final ReadersByName byName;

    LinkedFiles(VisibleLayers layers, List<PackageReader> readers) {
        this.layers = layers;
        this.byName = new ReadersByName(readers);
    }

    /** Whether links of this path are followed. */
    static boolean follows(String path) {
        return FILES.contains(path) || OsReleaseReader.isOsRelease(path);
    }

    List<InventoryFinding> gaps() {
        List<InventoryFinding> gaps = new ArrayList<>();
        landed().ifPresent(gaps::add);
        for (String path : files()) {
            linked(path).ifPresent(gaps::add);
        }
        linkedDirectory().ifPresent(gaps::add);
        return gaps;
    }

    /** Where package managers keep their databases, and distributions their name. */
    private static List<String> files() {
        List<String> files = new ArrayList<>(List.of(
                "etc/os-release",
                "usr/lib/os-release",
                OsReleaseReader.ALPINE_RELEASE,
                OsReleaseReader.DEBIAN_VERSION,
                DpkgStatusReader.STATUS,
                ApkInstalledReader.INSTALLED,
                "usr/" + ApkInstalledReader.INSTALLED,
                RpmManifestReader.PATH));
        files.addAll(RpmFiles.databases());
        return files;
    }

    /** One finding stands for all files of the kind. */
    private Optional<InventoryFinding> landed() {
        List<Landing> unread = layers.landings().stream()
                .filter(landing -> claimed(landing.seen()) && !claimed(landing.written()))
                .toList();
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        Landing first = unread.get(0);
        String more = unread.size() == 1 ? "" : ", and " + (unread.size() - 1) + " more such files";
        String actual = "written through a symbolic link: some or all runtimes show it as " + first.seen() + more;
        return Optional.of(gap(first.layer(), first.written(), actual));
    }

    private boolean claimed(String path) {
        LayerEntry entry = new LayerEntry(path, LayerEntry.Kind.FILE, 1, 0, 0, 0, "");
        return FileSign.of(entry, NO_HEAD).isPresent() || byName.any(path);
    }

    private Optional<InventoryFinding> linked(String path) {
        List<Reached> reached = layers.reached(path);
        long contents = reached.stream()
                .filter(found -> found.kind() == Reached.Kind.FILE)
                .count();
        for (Reached found : reached) {
            boolean through = !found.path().equals(path);
            switch (found.kind()) {
                case FILE -> {
                    if (contents > 1) {
                        String actual = path + " is another file in one runtime than in another, because entries are"
                                + " written through symbolic links";
                        return Optional.of(gap(found.layer(), found.written(), actual));
                    }
                    if (through && !read(found)) {
                        return Optional.of(gap(found.layer(), found.written(), path + " is a link to this file"));
                    }
                }
                case DANGLING -> {
                    return Optional.of(gap(
                            layers.all().size() - 1,
                            path,
                            "a symbolic link to " + shown(found.path()) + ", which is not in the image"));
                }
                case ABSENT, OTHER -> {
                    // no file, so nothing to read
                }
            }
        }
        return Optional.empty();
    }

    private static String shown(String path) {
        return SafeText.quoted(path);
    }

    private boolean read(Reached found) {
        return layers.read(found.layer(), found.written())
                .filter(file -> file.database().isPresent()
                        || file.osRelease().isPresent()
                        || !file.gaps().isEmpty())
                .isPresent();
    }

    /** The files of {@code status.d} have names of their own: a link to the directory is enough. */
    private Optional<InventoryFinding> linkedDirectory() {
        String directory =
                DpkgStatusReader.STATUS_DIRECTORY.substring(0, DpkgStatusReader.STATUS_DIRECTORY.length() - 1);
        return layers.reached(directory).stream()
                .filter(found -> found.kind() == Reached.Kind.DANGLING
                        || found.kind() == Reached.Kind.OTHER && !found.path().equals(directory))
                .findFirst()
                .map(found -> gap(
                        layers.all().size() - 1,
                        directory,
                        "dpkg's database is reached through a symbolic link to " + shown(found.path())));
    }

    private InventoryFinding gap(int layer, String path, String actual) {
        return Unreadable.LINK.gap(path, path, actual).inLayer(layers.diffId(layer));
    }
}
