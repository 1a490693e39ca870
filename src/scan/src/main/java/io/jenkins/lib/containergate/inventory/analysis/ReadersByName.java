package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.util.ArrayList;
import java.util.List;

/** Which readers find packages in a file because of its name. A link gives a file a second one, under which it may be something else. */
final class ReadersByName {
    private static final byte[] NO_HEAD = {};
    private static final int MODE = 0644;

    private final List<PackageReader> readers;

    ReadersByName(List<PackageReader> readers) {
        this.readers = readers.stream().filter(PackageReader::findsPackages).toList();
    }

    List<PackageReader> of(LayerEntry entry) {
        return claiming(readers, entry, NO_HEAD);
    }

    static List<PackageReader> claiming(List<PackageReader> readers, LayerEntry entry, byte[] head) {
        List<PackageReader> claiming = new ArrayList<>(0);
        for (PackageReader reader : readers) {
            if (reader.claims(entry, head)) {
                claiming.add(reader);
            }
        }
        return claiming;
    }

    /** Whether a file of this path would be read by its name. */
    boolean any(String path) {
        LayerEntry entry = file(path);
        return readers.stream().anyMatch(reader -> reader.claims(entry, NO_HEAD));
    }

    /**
     * Whether the readers of a link would read its target as well, under the target's own name. Archives do not matter: they
     * are known by their content.
     */
    boolean alike(String link, String target) {
        LayerEntry first = file(link);
        LayerEntry second = file(target);
        return readers.stream()
                .filter(reader -> !reader.opensArchives() && reader.claims(first, NO_HEAD))
                .allMatch(reader -> reader.claims(second, NO_HEAD));
    }

    private static LayerEntry file(String path) {
        return new LayerEntry(path, LayerEntry.Kind.FILE, 1, MODE, 0, 0, "");
    }
}
