package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.dart.PubReader;
import io.jenkins.lib.containergate.inventory.dotnet.ManagedAssembly;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import io.jenkins.lib.containergate.inventory.npm.NpmDirectories;
import io.jenkins.lib.containergate.inventory.php.PearReader;
import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import io.jenkins.lib.containergate.inventory.python.PythonNamespaces;
import io.jenkins.lib.containergate.inventory.rpm.RpmFiles;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A file whose presence says that packages are installed; it counts unless a reader knows it. */
public record FileSign(Meaning meaning, String path) {
    /** A package or module; not those that tools write for an environment, and not what a user has Python run at its start. */
    private static final Pattern SITE_PACKAGE =
            Pattern.compile("(?:.*/)?(?:site|dist)-packages/(?!(?:_virtualenv|sitecustomize|usercustomize)\\.)[^/.]+"
                    + "(?:/__init__\\.pyc?|\\.pyc?|(?:\\.[^/]*)?\\.so)");
    /** PHP's own tool for such archives. */
    private static final Pattern PHP_OWN = Pattern.compile("phar[0-9.]*\\.phar");

    private static final Pattern R_PACKAGE = Pattern.compile("(?:.*/)?(?:library|site-library)/[^/]+/DESCRIPTION");

    /** What nothing reads in an archive, and nothing else in it can name. */
    private static final Set<Meaning> UNREAD_IN_ARCHIVES = EnumSet.of(
            Meaning.OTHER_ROOT,
            Meaning.OTHER_IMAGE,
            Meaning.CONDA,
            Meaning.HOMEBREW,
            Meaning.OTHER_MANAGER,
            Meaning.SNAP,
            Meaning.FLATPAK,
            Meaning.YARN_PLUG_N_PLAY,
            Meaning.LUA,
            Meaning.R,
            Meaning.SWIFT,
            Meaning.JULIA,
            Meaning.CPAN,
            Meaning.CONAN,
            Meaning.VCPKG,
            Meaning.SPACK,
            Meaning.OCAML,
            Meaning.CRYSTAL,
            Meaning.NIM,
            Meaning.BOWER,
            Meaning.PHAR,
            Meaning.PECL,
            Meaning.GEM_OF_GIT,
            Meaning.DENO,
            Meaning.HASKELL,
            Meaning.WORDPRESS,
            Meaning.JOOMLA,
            Meaning.MEDIAWIKI);

    /** What follows from the presence of the file. */
    public enum Meaning {
        SYSTEM_LIBRARY("files of an operating system"),
        RPM("an rpm package database behind a link"),
        CONDA("conda packages"),
        OTHER_ROOT("a package database of another root file system inside this one"),
        BITNAMI("components that Bitnami installed without a document that names them"),
        NIX("packages of Nix"),
        GUIX("packages of Guix"),
        HOMEBREW("packages of Homebrew"),
        OTHER_MANAGER("packages of another system's package manager: pacman, Portage, XBPS, opkg, pkgsrc, pkg, eopkg or"
                + " Slackware"),
        SNAP("packages of Snap"),
        FLATPAK("applications and runtimes of Flatpak"),
        FILE_SYSTEM("a SquashFS file system in a file, such as that of a snap"),
        YARN_PLUG_N_PLAY("npm packages kept in archives by Yarn Plug'n'Play"),
        NPM("JavaScript packages without their package.json"),
        LIBRARY_CLASSES("classes of Java libraries outside of an archive, without their pom.properties"),
        ERLANG("Erlang or Elixir applications"),
        LUA("Lua packages of LuaRocks or OPM"),
        R("R packages"),
        DART("Dart packages"),
        SWIFT("Swift packages"),
        JULIA("Julia packages"),
        CPAN("Perl distributions from CPAN"),
        CONAN("C and C++ packages of Conan"),
        VCPKG("C and C++ packages of vcpkg"),
        SPACK("packages of Spack"),
        OCAML("OCaml packages of opam"),
        CRYSTAL("Crystal shards"),
        NIM("Nim packages"),
        BOWER("JavaScript packages of Bower"),
        PHAR("PHP packages in a phar archive"),
        PYTHON("Python packages without their metadata"),
        PYTHON_COPY("copies of Python packages without their metadata"),
        FROZEN_PYTHON("Python packages packed by cx_Freeze or py2exe"),
        COMPOSER("PHP packages that no composer/installed.json lists"),
        PECL("PHP extensions of PECL, or packages of another channel than PEAR's own"),
        GEM("Ruby gems without their specification"),
        GEM_OF_GIT("Ruby gems that Bundler took from a git repository"),
        DENO("JavaScript modules that Deno downloaded"),
        HASKELL("Haskell packages"),
        DOTNET(".NET libraries without a deps.json"),
        WORDPRESS("WordPress, its plugins or themes"),
        DRUPAL("Drupal that Composer did not install"),
        JOOMLA("Joomla"),
        MEDIAWIKI("MediaWiki"),
        PYTHON_PART("Python packages of a namespace without their metadata"),
        OTHER_IMAGE("a container image inside this one"),
        COMPOSER_LIST("a list of what Composer installed"),
        DOTNET_LIST("a list of packages of .NET"),
        PYTHON_LIST("a Python distribution without its metadata"),
        DPKG_LIST("a list of files of a package of dpkg");

        private static final Set<Meaning> OF_LANGUAGES = EnumSet.range(ERLANG, MEDIAWIKI);
        private static final Set<Meaning> LISTS = EnumSet.of(COMPOSER_LIST, DOTNET_LIST, PYTHON_LIST, DPKG_LIST);
        private static final Set<Meaning> STORES = EnumSet.of(NIX, GUIX, NPM, LIBRARY_CLASSES, PYTHON_PART);
        private static final Set<Meaning> ONE_OF_EACH = EnumSet.of(NIX, GUIX, NPM, PYTHON_PART);

        private final String what;

        Meaning(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }

        /** A file that each package of a language has, so that its owner owns the package. */
        boolean ofLanguage() {
            return OF_LANGUAGES.contains(this);
        }

        /** A list that a reader reads, which explains other signs and is none of something unread. */
        boolean list() {
            return LISTS.contains(this);
        }

        /** Told by the content of a file, which no reader of files of its name reads. */
        boolean ofContent() {
            return this == DOTNET || this == FILE_SYSTEM;
        }

        /** Every file of a package is a sign, so that one of each package is enough. */
        boolean oneOfEach() {
            return ONE_OF_EACH.contains(this);
        }

        /** The package is there as long as its directory is. */
        boolean store() {
            return STORES.contains(this);
        }
    }

    /** @param head the first bytes of the file; empty when only its name is known */
    static Optional<FileSign> of(LayerEntry entry, byte[] head) {
        // a link is not read where it lies, so it lists nothing there
        boolean link = entry.kind() == Kind.SYMBOLIC_LINK;
        Optional<Meaning> meaning = meaning(entry).filter(known -> !(link && known == Meaning.DOTNET_LIST));
        if (meaning.isEmpty() && ManagedAssembly.is(head)) {
            meaning = Optional.of(Meaning.DOTNET);
        }
        return meaning.or(() -> ofSystem(entry, head)).map(known -> new FileSign(known, entry.path()));
    }

    private static Optional<Meaning> meaning(LayerEntry entry) {
        if (entry.kind() == Kind.DIRECTORY) {
            return Optional.empty();
        }
        String path = entry.path();
        String name = entry.name();
        if (SystemSigns.library(name, path)) {
            return Optional.of(Meaning.SYSTEM_LIBRARY);
        }
        if (entry.kind() != Kind.FILE && RpmFiles.isDatabase(path)) {
            return Optional.of(Meaning.RPM);
        }
        if (entry.kind() == Kind.FILE && DpkgFilesReader.ofInstalled(path)) {
            return Optional.of(Meaning.DPKG_LIST);
        }
        if (SystemSigns.ofConda(name, path)) {
            return Optional.of(Meaning.CONDA);
        }
        if (path.equals("opt/bitnami/.bitnami_components.json")) {
            return Optional.of(Meaning.BITNAMI);
        }
        if (path.equals("nix/var/nix/db/db.sqlite")) {
            return Optional.of(Meaning.NIX);
        }
        Optional<Meaning> manager = SystemSigns.ofManager(name, path);
        if (manager.isPresent()) {
            return manager;
        }
        boolean link = entry.kind() == Kind.HARD_LINK || entry.kind() == Kind.SYMBOLIC_LINK;
        if ((link || entry.kind() == Kind.FILE && entry.size() > 0) && SystemSigns.otherRoot(name, path)) {
            return Optional.of(Meaning.OTHER_ROOT);
        }
        if (name.equals(".pnp.cjs") || name.equals(".pnp.js")) {
            return Optional.of(Meaning.YARN_PLUG_N_PLAY);
        }
        Optional<Meaning> linked = entry.kind() == Kind.SYMBOLIC_LINK ? LinkedPackage.meaning(path) : Optional.empty();
        if (linked.isPresent()) {
            return linked;
        }
        if (entry.kind() != Kind.SYMBOLIC_LINK && NpmDirectories.ofCode(path).isPresent()) {
            return Optional.of(Meaning.NPM);
        }
        return otherLanguage(name, path)
                .or(() ->
                        PythonNamespaces.part(path).isPresent() ? Optional.of(Meaning.PYTHON_PART) : Optional.empty());
    }

    /** By its content. */
    private static Optional<Meaning> ofSystem(LayerEntry entry, byte[] head) {
        if (SystemSigns.squashed(head)) {
            return Optional.of(Meaning.FILE_SYSTEM);
        }
        return SystemSigns.databaseElsewhere(entry.name(), head) ? Optional.of(Meaning.OTHER_ROOT) : Optional.empty();
    }

    /** What a file in an archive is the sign of that nothing reads: a system, or packages. */
    static Optional<String> unreadInArchive(LayerEntry entry, byte[] head) {
        return meaning(entry)
                .filter(UNREAD_IN_ARCHIVES::contains)
                .or(() -> ofSystem(entry, head))
                .map(Meaning::what);
    }

    /** Whether a file of that path is the sign of a package of some language. */
    static boolean ofLanguage(String path) {
        return otherLanguage(path.substring(path.lastIndexOf('/') + 1), path).isPresent() || dotnetOfDistribution(path);
    }

    /** The only places that distributions install libraries of .NET in without a list. */
    private static boolean dotnetOfDistribution(String path) {
        return path.startsWith("usr/lib/mono/") || path.startsWith("usr/lib/cli/");
    }

    /** Files that each package of such a language has. */
    private static Optional<Meaning> otherLanguage(String name, String path) {
        if (name.endsWith(".app") && (path.startsWith("ebin/") || path.contains("/ebin/")) || name.equals("mix.lock")) {
            return Optional.of(Meaning.ERLANG);
        }
        if (name.endsWith(".rockspec") || name.endsWith(".meta") && path.contains("openresty/site/manifest/")) {
            return Optional.of(Meaning.LUA);
        }
        if (name.equals("DESCRIPTION") && R_PACKAGE.matcher(path).matches()) {
            return Optional.of(Meaning.R);
        }
        if (name.equals("pubspec.lock") || PubReader.isConfiguration(path)) {
            return Optional.of(Meaning.DART);
        }
        if (name.equals("Package.resolved")) {
            return Optional.of(Meaning.SWIFT);
        }
        if (name.equals("install.json") && path.contains("/.meta/")
                || name.equals(".packlist") && path.contains("/auto/")) {
            return Optional.of(Meaning.CPAN);
        }
        if (name.equals("conaninfo.txt") || name.equals("conan.lock")) {
            return Optional.of(Meaning.CONAN);
        }
        if (name.equals("package.rds") && path.endsWith("/Meta/package.rds")) {
            return Optional.of(Meaning.R);
        }
        boolean module = name.endsWith(".py") || name.endsWith(".pyc") || name.endsWith(".so");
        if (module && path.contains("-packages/") && SITE_PACKAGE.matcher(path).matches()) {
            return Optional.of(Meaning.PYTHON);
        }
        if (module && CopiedPackages.isModule(path)) {
            return Optional.of(Meaning.PYTHON_COPY);
        }
        return ofOtherPackageManager(name, path);
    }

    private static Optional<Meaning> ofOtherPackageManager(String name, String path) {
        if (name.endsWith(".phar") && !PHP_OWN.matcher(name).matches()) {
            return Optional.of(Meaning.PHAR);
        }
        if (PearReader.ofOtherChannel(path)) {
            return Optional.of(Meaning.PECL);
        }
        return switch (name) {
            case "status" -> path.endsWith("installed/vcpkg/status") ? Optional.of(Meaning.VCPKG) : Optional.empty();
            case "vcpkg.spdx.json" -> path.contains("/share/") ? Optional.of(Meaning.VCPKG) : Optional.empty();
            case "index.json" -> path.endsWith(".spack-db/index.json") ? Optional.of(Meaning.SPACK) : Optional.empty();
            case "spec.json" -> path.endsWith("/.spack/spec.json") ? Optional.of(Meaning.SPACK) : Optional.empty();
            case "opam" -> path.contains(".opam-switch/packages/") ? Optional.of(Meaning.OCAML) : Optional.empty();
            case ".shards.info", "shard.lock" -> Optional.of(Meaning.CRYSTAL);
            case "nimblemeta.json" -> Optional.of(Meaning.NIM);
            case ".bower.json" -> Optional.of(Meaning.BOWER);
            default -> ApplicationSigns.of(name, path);
        };
    }

    /** Whether the digest of the file matters: libraries of .NET are many. */
    boolean mayBeOwned() {
        return meaning.ofLanguage() && (meaning != Meaning.DOTNET || dotnetOfDistribution(path));
    }

    /** What the sign stands for together with others: the package in a store, the directory of a package of npm or part of a namespace. */
    String item() {
        if (meaning == Meaning.PYTHON_PART) {
            return PythonNamespaces.part(path).orElseThrow();
        }
        if (meaning == Meaning.LIBRARY_CLASSES) {
            return directory();
        }
        if (meaning == Meaning.NPM) {
            return NpmDirectories.ofCode(path).orElse(path + "/");
        }
        int end = path.indexOf('/', path.indexOf('/', path.indexOf('/') + 1) + 1);
        return end < 0 ? path : path.substring(0, end);
    }

    /** With a slash at its end unless it is the root. */
    String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
