package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.Visibility.Below;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Symbolic links to a directory of several packages: {@code vendor/symfony -> /opt/symfony}. What lies there is called as a package
 * manager calls it only by the way of the link.
 */
final class LinkedDirectories {
    private static final byte[] NO_HEAD = {};
    /** Directories, each of which is looked for among all paths of the image. */
    private static final int MOST_DIRECTORIES = 100;
    /** Packages in all of them, once for each link. */
    private static final int MOST_PACKAGES = 1_000_000;

    private final VisibleLayers layers;
    private final Predicate<Located<FileSign>> explained;
    private final Map<Called, List<Below>> known = new HashMap<>();
    private int packages;

    /**
     * A directory under the last names of a link.
     *
     * @param name {@code vendor/symfony}
     */
    private record Called(String directory, String name) {}

    /** @param explained whether something names the package that a file belongs to */
    LinkedDirectories(VisibleLayers layers, Predicate<Located<FileSign>> explained) {
        this.layers = layers;
        this.explained = explained;
    }

    /** Whether something names each package in the directory that a link leads to. */
    boolean named(Located<FileSign> link) {
        return layers.reached(link.value().path()).stream()
                .filter(found -> found.kind() == Reached.Kind.OTHER)
                .map(Reached::path)
                .allMatch(directory -> named(link, directory));
    }

    private boolean named(Located<FileSign> link, String directory) {
        String path = link.value().path();
        Meaning meaning = link.value().meaning();
        Called called = new Called(directory, LinkedPackage.severalName(path));
        if (!known.containsKey(called)) {
            if (known.size() == MOST_DIRECTORIES) {
                return false;
            }
            known.put(called, packages(called, meaning));
        }
        return known.get(called).stream()
                .map(below -> sign(below, path + below.path().substring(directory.length()), meaning))
                .flatMap(Optional::stream)
                .allMatch(sign -> ++packages <= MOST_PACKAGES && explained.test(new Located<>(link.layer(), sign)));
    }

    /** Of each package a file that is no sign where it lies. */
    private List<Below> packages(Called called, Meaning meaning) {
        Set<String> items = new HashSet<>();
        return layers.below(called.directory())
                .filter(below -> sign(
                                        below,
                                        called.name()
                                                + below.path()
                                                        .substring(called.directory()
                                                                .length()),
                                        meaning)
                                .filter(sign -> !meaning.oneOfEach() || items.add(sign.item()))
                                .isPresent()
                        && sign(below, below.path(), meaning).isEmpty())
                .toList();
    }

    private static Optional<FileSign> sign(Below below, String path, Meaning meaning) {
        LayerEntry.Kind kind = below.link() ? LayerEntry.Kind.SYMBOLIC_LINK : LayerEntry.Kind.FILE;
        return FileSign.of(new LayerEntry(path, kind, 1, 0, 0, 0, ""), NO_HEAD)
                .filter(sign -> sign.meaning() == meaning);
    }
}
