package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import io.jenkins.lib.containergate.inventory.python.PythonNamespaces;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether Python packages belong to distributions that say what they are. Where every distribution of a directory lists its files, as
 * those do that pip installs, or is of a package of the operating system, whose files the package manager lists, each package has to be
 * listed. Elsewhere it is enough that any distribution of the directory says what it is.
 */
final class PythonModules {
    private static final String MODULE = "/__init__.py";
    private static final String OF_SYSTEM = "usr/";
    private static final String OF_ONE = "usr/local/";

    private final VisibleLayers layers;
    private final SystemFiles system;
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
        this.system = new SystemFiles(layers);
        for (Located<FileSign> sign : layers.signs()) {
            if (sign.value().meaning() == Meaning.PYTHON_LIST) {
                withList.add(sign.value().directory());
            } else if (sign.value().meaning() == Meaning.PYTHON) {
                String path = sign.value().path();
                packages.add(PythonFilesReader.module(PythonNamespaces.directory(path), path));
            }
        }
        for (Located<FileInventory> file : layers.files()) {
            if (PythonFilesReader.lists(file.value().path())) {
                file.value().owned().forEach(owned -> list(file.value().path(), owned));
            }
        }
    }

    /**
     * @param sign a module directly below a directory of Python packages, the {@code __init__.py} of a package there, or a link to the
     *     directory of a package or of all packages
     */
    boolean named(Located<FileSign> sign) {
        String path = sign.value().path();
        boolean link = LinkedPackage.ofPython(path);
        if (link && LinkedPackage.leadsNowhereElse(layers.reached(path))) {
            return true;
        }
        if (link && LinkedPackage.ofAllPackages(path)) {
            return false;
        }
        String directory = PythonNamespaces.directory(path);
        if (!layers.nameThemselves(directory)) {
            return false;
        }
        return !complete(directory)
                || listed.contains(PythonFilesReader.module(directory, path))
                || system.brought(sign)
                || linkOfSystem(link ? path + MODULE : path);
    }

    /** @param sign the module of a package that lies elsewhere: its metadata is beside it, as with {@code pip install --target} */
    boolean namedCopy(Located<FileSign> sign) {
        String path = sign.value().path();
        String directory = CopiedPackages.above(path);
        return !complete(directory)
                || listed.contains(PythonFilesReader.module(directory, path))
                || system.brought(sign);
    }

    /** The lists of package managers do not say where a link leads, so what it leads to counts: a file of a package, or of the system. */
    private boolean linkOfSystem(String path) {
        return layers.reached(path).stream()
                .filter(found ->
                        found.kind() == Reached.Kind.FILE && !found.path().equals(path))
                .anyMatch(found -> system.list(found.path())
                        || !path.endsWith(MODULE)
                                && found.path().startsWith(OF_SYSTEM)
                                && !found.path().startsWith(OF_ONE));
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
                        .allMatch(file -> system.list(file.path())
                                || withList.contains(
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
