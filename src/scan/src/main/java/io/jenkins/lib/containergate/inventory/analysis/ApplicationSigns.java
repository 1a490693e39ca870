package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs of applications and stores that hold packages in a layout of their own, and of the lists that name what such a
 * layout holds.
 */
final class ApplicationSigns {
    /** Of all packages of Ruby only the files that their name loads: each package has one, few have more. */
    private static final Pattern GEM = Pattern.compile("((?:.*/)?)gems/([^/]+-\\d[^/]*)/lib/[^/]+\\.rb");
    /** The same, and a link to such a directory. */
    private static final Pattern LISTED_GEM = Pattern.compile("((?:.*/)?)gems/([^/]+-\\d[^/]*)(?:/lib/[^/]+\\.rb)?");
    /** Bundler checks out packages of git repositories under the name of the commit. */
    private static final Pattern GEM_OF_GIT =
            Pattern.compile("(?:.*/)?bundler/gems/[^/]+-[0-9a-f]{7,40}/[^/]+\\.gemspec");

    private static final Pattern JULIA = Pattern.compile("(?:.*/)?packages/[^/]+/[0-9A-Za-z]{5}/Project\\.toml");
    private static final Pattern DENO = Pattern.compile("(?:.*/)?(?:deps|remote)/https?/[^/]+/[0-9a-f]{64}");
    /** With the setting {@code vendor}: by the registries of modules that most are from. */
    private static final Pattern DENO_VENDORED = Pattern.compile("(?:.*/)?vendor/(?:jsr\\.io|deno\\.land|esm\\.sh)/.+");

    private static final Pattern WORDPRESS_ADDITION = Pattern.compile(
            "(?:.*/)?wp-content/(?:plugins|mu-plugins|themes)/[^/]+/(?:readme\\.txt|style\\.css|[^/]+\\.php)");
    /** Composer installs each package under its name; a fixture in a package belongs to it. */
    private static final Pattern COMPOSER_PACKAGE =
            Pattern.compile("((?:(?!vendor/)[^/]+/)*vendor/)((?!composer/)[^/]+/[^/]+)/composer\\.json");

    private static final Pattern HASKELL = Pattern.compile(".*/package(?:\\.conf\\.d|db|\\.db)/[^/]+");
    private static final int STORE_NAME = 34;

    private ApplicationSigns() {}

    static Optional<Meaning> of(String name, String path) {
        if (path.startsWith("nix/store/") && path.length() > "nix/store/".length() + STORE_NAME) {
            return Optional.of(Meaning.NIX);
        }
        if (path.startsWith("gnu/store/") && path.length() > "gnu/store/".length() + STORE_NAME) {
            return Optional.of(Meaning.GUIX);
        }
        if (name.endsWith(".deps.json") || name.equals("packages.lock.json")) {
            return Optional.of(Meaning.DOTNET_LIST);
        }
        if (name.endsWith(".conf") && HASKELL.matcher(path).matches()) {
            return Optional.of(Meaning.HASKELL);
        }
        if (name.endsWith(".rb") && GEM.matcher(path).matches()) {
            return Optional.of(Meaning.GEM);
        }
        if (name.endsWith(".gemspec") && GEM_OF_GIT.matcher(path).matches()) {
            return Optional.of(Meaning.GEM_OF_GIT);
        }
        if (name.length() == 64 && DENO.matcher(path).matches()
                || path.contains("vendor/") && DENO_VENDORED.matcher(path).matches()) {
            return Optional.of(Meaning.DENO);
        }
        return ofApplication(name, path);
    }

    /** Where RubyGems keeps the specification of a gem, either of the two. */
    static List<String> specifications(String file) {
        Matcher gem = LISTED_GEM.matcher(file);
        if (!gem.matches()) {
            throw new IllegalArgumentException("not in a directory of gems: " + file);
        }
        String directory = gem.group(1) + "specifications/";
        String name = gem.group(2) + ".gemspec";
        return List.of(directory + name, directory + "default/" + name);
    }

    private static Optional<Meaning> ofApplication(String name, String path) {
        return switch (name) {
            case "RECORD", "top_level.txt" -> sign(Meaning.PYTHON_LIST, PythonFilesReader.lists(path));
            case "installed.json" -> sign(Meaning.COMPOSER_LIST, path.endsWith("composer/installed.json"));
            case "autoload_real.php" -> sign(Meaning.COMPOSER, path.endsWith("composer/autoload_real.php"));
            case "composer.json" -> sign(Meaning.COMPOSER, ofComposer(path).isPresent());
            case "version.php" -> sign(Meaning.WORDPRESS, path.endsWith("wp-includes/version.php"));
            case "readme.txt", "style.css" ->
                sign(Meaning.WORDPRESS, WORDPRESS_ADDITION.matcher(path).matches());
            case "Drupal.php" -> sign(Meaning.DRUPAL, path.endsWith("core/lib/Drupal.php"));
            case "joomla.xml" -> sign(Meaning.JOOMLA, path.endsWith("manifests/files/joomla.xml"));
            case "Defines.php" -> sign(Meaning.MEDIAWIKI, path.endsWith("includes/Defines.php"));
            case "Project.toml" ->
                sign(
                        Meaning.JULIA,
                        path.contains(".julia/packages/") || JULIA.matcher(path).matches());
            case "library.zip" -> sign(Meaning.FROZEN_PYTHON, path.endsWith("lib/library.zip"));
            case "oci-layout" -> Optional.of(Meaning.OTHER_IMAGE);
            default ->
                name.endsWith(".php") && path.contains("wp-content/")
                        ? sign(
                                Meaning.WORDPRESS,
                                WORDPRESS_ADDITION.matcher(path).matches())
                        : Optional.empty();
        };
    }

    /**
     * A package that Composer installed.
     *
     * @param list that names it: {@code vendor/composer/installed.json}
     * @param name in lower case
     */
    record ComposerPackage(String list, String name) {}

    /** The package that a {@code composer.json} is of, where Composer installs packages. */
    static Optional<ComposerPackage> ofComposer(String path) {
        Matcher installed = COMPOSER_PACKAGE.matcher(path);
        return installed.matches() && !LanguageDirectories.hold(installed.group(1))
                ? Optional.of(new ComposerPackage(
                        installed.group(1) + "composer/installed.json",
                        installed.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Optional<Meaning> sign(Meaning meaning, boolean there) {
        return there ? Optional.of(meaning) : Optional.empty();
    }
}
