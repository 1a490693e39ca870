package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.rpm.RpmFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Signs of systems inside of the image's, and of package managers that serve any system. */
final class SystemSigns {
    /** Each keg has one of them, older ones without the second. */
    private static final Pattern HOMEBREW = Pattern.compile(
            "(?:.*/)?Cellar/[^/]+/[^/]+/(?:INSTALL_RECEIPT\\.json|sbom\\.spdx\\.json|\\.brew/[^/]+\\.rb)");

    private static final Pattern CONDA_CACHE = Pattern.compile("(?:.*/)?pkgs/[^/]+-[^-/]+-[^-/]+/info/index\\.json");
    /** Of one that was unpacked. */
    private static final Pattern SNAP = Pattern.compile("(?:.*/)?snap/[^/]+/[^/]+/meta/snap\\.yaml");
    /** Files of Flatpak's own around the files of a deployed application or runtime. */
    private static final Pattern FLATPAK =
            Pattern.compile("(?:.*/)?flatpak/(?:app|runtime)/[^/]+/[^/]+/[^/]+/[^/]+/(?:metadata|deploy)");

    /** The database of pacman, Portage, XBPS, opkg (also below {@code opt}, as Entware has it), pkgsrc, FreeBSD's pkg and eopkg. */
    private static final Pattern OTHER_MANAGER = Pattern.compile("(?:.*/)?(?:var/lib/pacman/local/[^/]+/desc"
            + "|var/db/pkg/[^/]+/[^/]+/CONTENTS|var/db/xbps/pkgdb-[^/]+\\.plist|lib/opkg/status|pkgdb/[^/]+/\\+CONTENTS"
            + "|var/db/pkg/local\\.sqlite|var/lib/eopkg/package/[^/]+/metadata\\.xml)");

    /** A file for each package of Slackware, which has a name, a version, an architecture and a build. */
    private static final Pattern SLACKWARE =
            Pattern.compile("(?:.*/)?var/(?:log|lib/pkgtools)/packages/[^/]+-[^-/]+-[^-/]+-[^-/]+");

    /** As dpkg writes it: a package that a system cannot do without says so before its status. */
    private static final Pattern PARAGRAPH = Pattern.compile(
            "Package: ?\\S+\n(?:(?:Essential|Protected|Important): ?\\w+\n)*+Status: ?\\w+ \\w+ [\\w-]+\n");

    private static final Pattern APK_PARAGRAPH = Pattern.compile("C:Q[12]\\S+\nP:\\S+\n");

    private SystemSigns() {}

    /** Of an environment of conda the packages, or its history where they were deleted; and packages in conda's cache. */
    static boolean ofConda(String name, String path) {
        return path.contains("conda-meta/") && (name.endsWith(".json") || name.equals("history"))
                || name.equals("index.json") && CONDA_CACHE.matcher(path).matches();
    }

    static Optional<Meaning> ofManager(String name, String path) {
        return switch (name) {
            case "INSTALL_RECEIPT.json", "sbom.spdx.json" -> sign(Meaning.HOMEBREW, HOMEBREW, path);
            case "snap.yaml" -> sign(Meaning.SNAP, SNAP, path);
            case "metadata", "deploy" -> sign(Meaning.FLATPAK, FLATPAK, path);
            case "desc", "CONTENTS", "+CONTENTS", "status", "local.sqlite", "metadata.xml" ->
                sign(Meaning.OTHER_MANAGER, OTHER_MANAGER, path);
            default -> byEnding(name, path);
        };
    }

    private static Optional<Meaning> byEnding(String name, String path) {
        if (name.endsWith(".plist")) {
            return sign(Meaning.OTHER_MANAGER, OTHER_MANAGER, path);
        }
        if (path.contains("/packages/")) {
            return sign(Meaning.OTHER_MANAGER, SLACKWARE, path);
        }
        return name.endsWith(".rb") ? sign(Meaning.HOMEBREW, HOMEBREW, path) : Optional.empty();
    }

    private static Optional<Meaning> sign(Meaning meaning, Pattern files, String path) {
        return files.matcher(path).matches() ? Optional.of(meaning) : Optional.empty();
    }

    /** @param head the first bytes of a file */
    static boolean squashed(byte[] head) {
        return head.length > 3 && head[0] == 'h' && head[1] == 's' && head[2] == 'q' && head[3] == 's';
    }

    /** A chroot, an unpacked image: its programs run, too, and its database is not that of the distribution. */
    static boolean otherRoot(String name, String path) {
        return switch (name) {
            case "status" -> path.endsWith("/var/lib/dpkg/status");
            case "installed" -> path.endsWith("/lib/apk/db/installed") && !path.equals("usr/lib/apk/db/installed");
            case "Packages", "Packages.db", "rpmdb.sqlite" ->
                name.equals("rpmdb.sqlite") && !RpmFiles.isDatabase(path) && !path.startsWith(RpmFiles.OSTREE_BASE)
                        || path.endsWith("/var/lib/rpm/" + name)
                        || path.endsWith("/usr/lib/sysimage/rpm/" + name)
                        || path.endsWith("/usr/share/rpm/" + name);
            // images without a package manager have a file for each package
            default -> path.contains("/var/lib/dpkg/status.d/") && !name.endsWith(".md5sums");
        };
    }

    /** By its content, as with {@code dpkg --admindir}: the paragraph of one package of dpkg or apk. */
    static boolean databaseElsewhere(String name, byte[] head) {
        return switch (name) {
            case "status" -> PARAGRAPH.matcher(text(head)).lookingAt();
            case "installed" -> APK_PARAGRAPH.matcher(text(head)).lookingAt();
            default -> false;
        };
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.UTF_8);
    }

    /** The C library of glibc or musl, or BusyBox. */
    static boolean library(String name, String path) {
        return name.equals("libc.so.6")
                || (name.startsWith("ld-musl-") && name.endsWith(".so.1"))
                || path.equals("bin/busybox")
                || path.equals("usr/bin/busybox");
    }
}
