package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import io.jenkins.lib.containergate.inventory.analysis.ApplicationSigns.ComposerPackage;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dotnet.DepsJsonReader;
import io.jenkins.lib.containergate.inventory.jar.LibraryClasses;
import io.jenkins.lib.containergate.inventory.npm.NpmDirectories;
import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import io.jenkins.lib.containergate.inventory.python.PythonNamespaces;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.HashSet;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Signs of packages that something else in the image names, so that nothing is unread. */
final class ExplainedSigns {
    /** Only compiled against, never run. */
    private static final Pattern DOTNET_REFERENCE = Pattern.compile("(?:.*/)?packs/[^/]+/[^/]+/ref/.*");

    private static final Pattern DOTNET_KIT = Pattern.compile("(?:.*/)?sdk/\\d[^/]*/dotnet\\.deps\\.json");
    /**
     * Where files that a {@code deps.json} lists lie below it, which does not say in which directory: in the paths of their packages, what
     * programs compile against at run time ({@code ref} in PowerShell), and texts of one language.
     */
    private static final Pattern DOTNET_LISTED =
            Pattern.compile("[^/]+|(?:runtimes|refs?)/.*|[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*/[^/]+\\.resources\\.dll");
    /** Where a project's own programs are built. */
    private static final Pattern DOTNET_BUILT = Pattern.compile("[^/]+|(?:bin|obj)/.*");
    /** Directories that programs share, so that the list of one explains nothing below. */
    static final Pattern SHARED = Pattern.compile(
            "|(?:bin|lib|lib64|opt|srv|home|root|tmp|var|etc|usr|usr/local|mnt|media)/|home/[^/]+/|var/(?:lib|opt|tmp|www)/"
                    + "|usr/(?:local/)?(?:bin|lib|lib64|libexec|opt|share|src)/");

    private final VisibleLayers layers;
    private final DistributionFiles distribution;
    private final PythonModules python;
    private final LinkedDirectories linked;
    private final NavigableSet<String> read = new TreeSet<>();
    private final Set<String> composerLists = new HashSet<>();
    /** Directories with a development kit, which says what is below as a whole. */
    private final Set<String> dotnetKits = new HashSet<>();
    /** Directories with a lock file of NuGet, which names packages and not their files. */
    private final Set<String> dotnetLocks = new HashSet<>();
    /** Files that a {@code deps.json} lists, each by its name in the directory of the list. */
    private final Set<String> dotnetFiles = new HashSet<>();
    /** Components of Bitnami's documents, and PHP packages that Composer installed. */
    private final Set<String> components = new HashSet<>();

    private final Set<String> composerPackages = new HashSet<>();
    /** Of each list of Composer the packages that it names. */
    private final Set<ComposerPackage> composerListed = new HashSet<>();

    ExplainedSigns(VisibleLayers layers, DistributionFiles distribution) {
        this.layers = layers;
        this.distribution = distribution;
        this.python = new PythonModules(layers);
        this.linked = new LinkedDirectories(layers, this::contains);
        for (Located<FileSign> sign : layers.signs()) {
            switch (sign.value().meaning()) {
                case COMPOSER_LIST -> composerLists.add(sign.value().directory());
                case DOTNET_LIST -> {
                    String list = sign.value().path();
                    if (!DepsJsonReader.lists(list)) {
                        dotnetLocks.add(sign.value().directory());
                    } else if (DOTNET_KIT.matcher(list).matches()) {
                        dotnetKits.add(sign.value().directory());
                    }
                }
                default -> {
                    // explains nothing
                }
            }
        }
        for (Located<FileInventory> file : layers.files()) {
            read.add(file.value().path());
            if (DepsJsonReader.lists(file.value().path())) {
                file.value().owned().forEach(listed -> dotnetFiles.add(listed.path()));
            }
            for (FoundPackage found : file.value().ofPackages()) {
                if (found.ecosystem() == Ecosystem.BITNAMI) {
                    components.add(found.name());
                } else if (found.ecosystem() == Ecosystem.COMPOSER) {
                    composerPackages.add(found.name());
                    composerListed.add(new ComposerPackage(
                            file.value().path(), found.name().toLowerCase(Locale.ROOT)));
                }
            }
        }
    }

    boolean contains(Located<FileSign> located) {
        FileSign sign = located.value();
        if (LinkedPackage.ofSeveral(sign)) {
            return linked.named(located);
        }
        return switch (sign.meaning()) {
            case SYSTEM_LIBRARY, RPM, COMPOSER_LIST, DOTNET_LIST, DPKG_LIST -> true;
            case PYTHON_LIST -> present(PythonFilesReader.metadata(sign.path()));
            case NPM -> packageJson(sign.item()) || noPackage(sign.path());
            case BITNAMI -> !components.isEmpty();
            case LIBRARY_CLASSES -> named(sign);
            case PYTHON -> python.named(located) || distribution.owns(located);
            case PYTHON_COPY -> copy(located);
            case PYTHON_PART ->
                PythonNamespaces.eggMetadata(sign.item())
                        .map(this::present)
                        .orElseGet(() -> python.namedPart(sign.item()));
            case COMPOSER -> composer(sign) || distribution.owns(located);
            case GEM ->
                ApplicationSigns.specifications(sign.path()).stream().anyMatch(read::contains)
                        || !sign.path().endsWith(".rb") && noDirectory(sign.path())
                        || distribution.owns(located);
            case DOTNET -> dotnet(sign) || distribution.owns(located);
            case DRUPAL -> composerPackages.contains("drupal/core") || component(sign) || distribution.owns(located);
            case WORDPRESS, JOOMLA, MEDIAWIKI -> component(sign) || distribution.owns(located);
            default -> sign.meaning().ofLanguage() && distribution.owns(located);
        };
    }

    /** Whether a container finds the file, under its own name or through a link. */
    private boolean present(String path) {
        return read.contains(path)
                || layers.reached(path).stream().anyMatch(found -> found.kind() == Reached.Kind.FILE);
    }

    private boolean packageJson(String directory) {
        return layers.reached(directory + "package.json").stream().allMatch(found -> found.kind() == Reached.Kind.FILE);
    }

    /** Whether what is called like a package is a link that leads to no directory. */
    private boolean noPackage(String path) {
        return NpmDirectories.isPackage(path + "/") && noDirectory(path);
    }

    /** What a link under its own name, or to an installed package, leads to is a sign itself. */
    private boolean copy(Located<FileSign> located) {
        String path = located.value().path();
        String module = LinkedPackage.copied(path);
        return !copied(module)
                || !module.equals(path) && LinkedPackage.leadsToPackages(layers.reached(path))
                || python.namedCopy(new Located<>(
                        located.layer(), new FileSign(located.value().meaning(), module)))
                || distribution.owns(located);
    }

    private boolean copied(String module) {
        String mark = CopiedPackages.mark(module).orElseThrow();
        return !noFile(mark) || !noFile(mark + "c");
    }

    private boolean noFile(String path) {
        return layers.reached(path).stream().noneMatch(found -> found.kind() == Reached.Kind.FILE);
    }

    private boolean noDirectory(String path) {
        return layers.reached(path).stream().noneMatch(found -> found.kind() == Reached.Kind.OTHER);
    }

    /** A package is named by the list beside it, Composer's own code comes with a list. */
    private boolean composer(FileSign sign) {
        if (!sign.path().endsWith(".json") && !sign.path().endsWith(".php")) {
            String list = sign.path() + "/composer.json";
            return noFile(list)
                    || ApplicationSigns.ofComposer(list).filter(this::listed).isPresent();
        }
        return ApplicationSigns.ofComposer(sign.path())
                .map(this::listed)
                .orElseGet(() -> composerLists.contains(sign.directory()));
    }

    private boolean listed(ComposerPackage installed) {
        return composerListed.contains(installed)
                || layers.reached(installed.list()).stream()
                        .filter(found -> found.kind() == Reached.Kind.FILE)
                        .anyMatch(
                                found -> composerListed.contains(new ComposerPackage(found.path(), installed.name())));
    }

    /** Whether a {@code pom.properties} lies beside the classes. */
    private boolean named(FileSign classes) {
        String poms = LibraryClasses.root(classes.path()).orElseThrow() + "META-INF/maven/";
        String first = read.ceiling(poms);
        return first != null && first.startsWith(poms);
    }

    /** An application that Bitnami installed is a component of its own; what was added to it is not. */
    private boolean component(FileSign sign) {
        return sign.path().startsWith("opt/bitnami/")
                && !sign.path().contains("wp-content/")
                && components.contains(sign.meaning().name().toLowerCase(Locale.ROOT));
    }

    /** Programs have their list beside them; what they load from directories of languages and systems is listed above. */
    private boolean dotnet(FileSign sign) {
        if (LanguageDirectories.hold(sign.path())
                || DOTNET_REFERENCE.matcher(sign.path()).matches()) {
            return true;
        }
        String name = sign.path().substring(sign.directory().length());
        for (String directory = sign.directory(); ; directory = above(directory)) {
            boolean counts = directory.equals(sign.directory())
                    || !SHARED.matcher(directory).matches();
            if (counts && dotnet(directory, sign.path().substring(directory.length()), name)) {
                return true;
            }
            if (directory.isEmpty()) {
                return false;
            }
        }
    }

    /** Whether what lies in the directory names a file that is there or below. */
    private boolean dotnet(String directory, String below, String name) {
        return dotnetKits.contains(directory)
                || dotnetLocks.contains(directory)
                        && DOTNET_BUILT.matcher(below).matches()
                || dotnetFiles.contains(directory + name)
                        && DOTNET_LISTED.matcher(below).matches();
    }

    private static String above(String directory) {
        return directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1);
    }
}
