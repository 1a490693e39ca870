package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import io.jenkins.lib.containergate.inventory.python.PythonNamespaces;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether Python packages belong to distributions that say what they are. Where every distribution of a directory lists its files, as
 * those do that pip installs, each package has to be listed. Distributions as Linux packages often lack the list; there it is enough that
 * any of the directory says what it is.
 */
final class PythonModules {
    private final VisibleLayers layers;
    private final Set<String> withList = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    /** Of each package directly in such a directory the distributions that have a part of it. */
    private final Map<String, Set<String>> sharing = new HashMap<>();

    private final Set<String> packages = new HashSet<>();
    /** Listed without their parts. */
    private final Set<String> wholes = new HashSet<>();

    private final Map<String, Boolean> complete = new HashMap<>();

    PythonModules(VisibleLayers layers) {
        this.layers = layers;
        for (Located<FileSign> sign : layers.signs()) {
            if (sign.value().meaning() == Meaning.PYTHON_LIST) {
                withList.add(sign.value().directory());
            } else if (sign.value().meaning() == Meaning.PYTHON) {
                String path = sign.value().path();
                packages.add(PythonFilesReader.module(FileSign.sitePackages(path), path));
            }
        }
        for (Located<FileInventory> file : layers.files()) {
            if (PythonFilesReader.lists(file.value().path())) {
                file.value().owned().forEach(owned -> list(file.value().path(), owned));
            }
        }
    }

    /** @param path of a module directly below a directory of Python packages, or of the {@code __init__.py} of a package there */
    boolean named(String path) {
        String directory = FileSign.sitePackages(path);
        if (!layers.nameThemselves(directory)) {
            return false;
        }
        return !complete(directory) || listed.contains(PythonFilesReader.module(directory, path));
    }

    private void list(String list, OwnedFile file) {
        listed.add(file.path());
        if (!PythonFilesReader.listsParts(list)) {
            wholes.add(file.path());
        }
        String directory = PythonNamespaces.directory(file.path());
        if (file.path().endsWith("/") && !directory.isEmpty()) {
            sharing.computeIfAbsent(PythonFilesReader.module(directory, file.path()), unused -> new HashSet<>())
                    .add(file.owner());
        }
    }

    /**
     * A part of a package that is one distribution's alone belongs to it.
     *
     * @param part as {@link PythonNamespaces#part} names it
     */
    boolean namedPart(String part) {
        String directory = PythonNamespaces.directory(part);
        String whole = PythonFilesReader.module(directory, part);
        boolean alone = packages.contains(whole)
                && sharing.getOrDefault(whole, Set.of()).size() < 2;
        return alone
                || layers.nameThemselves(directory)
                        && (!complete(directory) || wholes.contains(whole) || listed.contains(part));
    }

    private boolean complete(String directory) {
        return complete.computeIfAbsent(
                directory,
                unused -> layers.files().stream()
                        .map(Located::value)
                        .filter(file -> of(directory, file))
                        .allMatch(file -> withList.contains(
                                file.path().substring(0, file.path().lastIndexOf('/') + 1))));
    }

    /** Whether it is the metadata of a distribution of that very directory, and not of one that is bundled inside another. */
    private static boolean of(String directory, FileInventory file) {
        String path = file.path();
        return path.startsWith(directory)
                && path.indexOf('/', directory.length()) == path.lastIndexOf('/')
                && file.ofPackages().stream().anyMatch(found -> found.ecosystem() == Ecosystem.PYPI);
    }
}
