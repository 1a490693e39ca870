package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.npm.NpmDirectories;
import io.jenkins.lib.containergate.inventory.python.PythonNamespaces;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package of a language that is a symbolic link to its directory: {@code site-packages/django -> /opt/django}. Its files lie where no
 * package manager installs, so that only the link says that they are a package's.
 */
final class LinkedPackage {
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern PACKAGES = Pattern.compile("(?:.*/)?(?:site|dist)-packages");
    private static final Pattern GEM = Pattern.compile("(?:.*/)?gems/[^/]+-\\d[^/]*");

    private LinkedPackage() {}

    /** @param path of a symbolic link */
    static Optional<Meaning> meaning(String path) {
        String directory = PythonNamespaces.directory(path);
        boolean python = !directory.isEmpty()
                && NAME.matcher(path.substring(directory.length())).matches();
        if (python || PACKAGES.matcher(path).matches()) {
            return Optional.of(Meaning.PYTHON);
        }
        if (NpmDirectories.isPackage(path + "/")) {
            return Optional.of(Meaning.NPM);
        }
        if (GEM.matcher(path).matches()) {
            return Optional.of(Meaning.GEM);
        }
        return ApplicationSigns.ofComposer(path + "/composer.json").isPresent()
                ? Optional.of(Meaning.COMPOSER)
                : Optional.empty();
    }

    /** Whether a sign of a package of Python is a link to its directory, and not a file of it. */
    static boolean ofPython(String path) {
        return path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    /** Whether it is the directory of all packages of Python that is a link. */
    static boolean ofAllPackages(String path) {
        return PACKAGES.matcher(path).matches();
    }

    /** Whether it leads to no directory, or into a directory of packages, where files are signs themselves. */
    static boolean leadsNowhereElse(List<Reached> reached) {
        return reached.stream()
                .filter(found -> found.kind() == Reached.Kind.OTHER)
                .map(found -> found.path() + "/")
                .noneMatch(path -> PythonNamespaces.directory(path).isEmpty());
    }
}
