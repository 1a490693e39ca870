package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.npm.NpmDirectories;
import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
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
    private static final String MODULE = "/__init__.py";
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern PACKAGES = Pattern.compile("(?:.*/)?(?:site|dist)-packages");
    private static final Pattern GEM = Pattern.compile("(?:.*/)?gems/[^/]+-\\d[^/]*");
    private static final Pattern GEMS = Pattern.compile("(?:.*/)?gems");
    private static final Pattern MODULES = Pattern.compile("(?:.*/)?node_modules(?:/@[^/]+)?");
    private static final Pattern VENDOR = Pattern.compile("(?:.*/)?vendor(?:/(?!composer$)[^/]+)?");

    private LinkedPackage() {}

    /** @param path of a symbolic link */
    static Optional<Meaning> meaning(String path) {
        String directory = PythonNamespaces.directory(path);
        boolean python = !directory.isEmpty()
                && NAME.matcher(path.substring(directory.length())).matches();
        if (python || PACKAGES.matcher(path).matches()) {
            return Optional.of(Meaning.PYTHON);
        }
        if (NpmDirectories.isPackage(path + "/") || MODULES.matcher(path).matches()) {
            return Optional.of(Meaning.NPM);
        }
        if (GEM.matcher(path).matches() || GEMS.matcher(path).matches()) {
            return Optional.of(Meaning.GEM);
        }
        if (VENDOR.matcher(path).matches()
                || ApplicationSigns.ofComposer(path + "/composer.json").isPresent()) {
            return Optional.of(Meaning.COMPOSER);
        }
        return CopiedPackages.isModule(path + MODULE) ? Optional.of(Meaning.PYTHON_COPY) : Optional.empty();
    }

    /** Whether a sign of a package of Python is a link to its directory, and not a file of it. */
    static boolean ofPython(String path) {
        return path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    /** Whether it is the directory of all packages of Python that is a link. */
    static boolean ofAllPackages(String path) {
        return PACKAGES.matcher(path).matches();
    }

    /** Whether a sign is a link to a directory of several packages of npm, Ruby or Composer. */
    static boolean ofSeveral(FileSign sign) {
        String path = sign.path();
        return switch (sign.meaning()) {
            case NPM -> MODULES.matcher(path).matches();
            case GEM -> GEMS.matcher(path).matches();
            case COMPOSER -> VENDOR.matcher(path).matches();
            default -> false;
        };
    }

    /** Of such a link the names that say which packages it leads to: {@code vendor/symfony}. */
    static String severalName(String path) {
        int last = path.lastIndexOf('/') + 1;
        boolean below = !path.substring(last).equals("vendor") && (path.startsWith("@", last) || above(path, "vendor"));
        return below ? path.substring(path.lastIndexOf('/', last - 2) + 1) : path.substring(last);
    }

    private static boolean above(String path, String name) {
        String directory = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return directory.equals(name) || directory.endsWith("/" + name);
    }

    /** The module of a well-known package that a sign stands for: itself, or of the directory that it links to. */
    static String copied(String path) {
        return ofPython(path) ? path + MODULE : path;
    }

    /** Whether the directory of a well-known package of Python that a link leads to is called so, or installed. */
    static boolean leadsToPackages(List<Reached> reached) {
        return reached.stream()
                .map(found -> found.path() + MODULE)
                .allMatch(module -> CopiedPackages.isModule(module) || LanguageDirectories.hold(module));
    }

    /** Whether it leads to no directory, or into a directory of packages, where files are signs themselves. */
    static boolean leadsNowhereElse(List<Reached> reached) {
        return reached.stream()
                .filter(found -> found.kind() == Reached.Kind.OTHER)
                .map(found -> found.path() + "/")
                .noneMatch(path -> PythonNamespaces.directory(path).isEmpty());
    }
}
