package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.rpm.RpmFiles;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import java.util.Optional;

/** A file whose presence says that packages are installed which no reader lists. */
public record FileSign(Meaning meaning, String path) {
    /** What follows from the presence of the file. */
    public enum Meaning {
        SYSTEM_LIBRARY("files of an operating system"),
        RPM("an rpm package database behind a link"),
        CONDA("conda packages"),
        OTHER_ROOT("a package database of another root file system inside this one"),
        BITNAMI("components that Bitnami installed without a document that names them"),
        NIX("packages of Nix"),
        HOMEBREW("packages of Homebrew"),
        YARN_PLUG_N_PLAY("npm packages kept in archives by Yarn Plug'n'Play"),
        MOVED_NODE_MODULES("npm packages in a directory that only a link calls node_modules");

        private final String what;

        Meaning(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    /** Looks at the name only, so that nothing needs to be read. */
    static Optional<FileSign> of(LayerEntry entry) {
        return meaning(entry).map(meaning -> new FileSign(meaning, entry.path()));
    }

    private static Optional<Meaning> meaning(LayerEntry entry) {
        if (entry.kind() == Kind.DIRECTORY) {
            return Optional.empty();
        }
        String path = entry.path();
        String name = entry.name();
        if (systemLibrary(name, path)) {
            return Optional.of(Meaning.SYSTEM_LIBRARY);
        }
        if (entry.kind() != Kind.FILE && RpmFiles.isDatabase(path)) {
            return Optional.of(Meaning.RPM);
        }
        if (name.endsWith(".json") && path.contains("conda-meta/")) {
            return Optional.of(Meaning.CONDA);
        }
        if (path.equals("opt/bitnami/.bitnami_components.json")) {
            return Optional.of(Meaning.BITNAMI);
        }
        if (path.equals("nix/var/nix/db/db.sqlite")) {
            return Optional.of(Meaning.NIX);
        }
        if (name.equals("INSTALL_RECEIPT.json") && path.contains("Cellar/")) {
            return Optional.of(Meaning.HOMEBREW);
        }
        if (entry.kind() == Kind.FILE && entry.size() > 0 && otherRoot(name, path)) {
            return Optional.of(Meaning.OTHER_ROOT);
        }
        if (name.equals(".pnp.cjs") || name.equals(".pnp.js")) {
            return Optional.of(Meaning.YARN_PLUG_N_PLAY);
        }
        boolean moved = entry.kind() == Kind.SYMBOLIC_LINK
                && name.equals("node_modules")
                && !entry.linkTarget().matches("(.*/)?node_modules/?");
        return moved ? Optional.of(Meaning.MOVED_NODE_MODULES) : Optional.empty();
    }

    /** A chroot, an unpacked image: its programs run, too, and its database is not that of the distribution. */
    private static boolean otherRoot(String name, String path) {
        return switch (name) {
            case "status" -> path.endsWith("/var/lib/dpkg/status");
            case "installed" -> path.endsWith("/lib/apk/db/installed") && !path.equals("usr/lib/apk/db/installed");
            case "Packages", "Packages.db", "rpmdb.sqlite" ->
                path.endsWith("/var/lib/rpm/" + name)
                        || path.endsWith("/usr/lib/sysimage/rpm/" + name)
                        || path.endsWith("/usr/share/rpm/" + name);
            default -> false;
        };
    }

    /** The C library of glibc or musl, or BusyBox. */
    private static boolean systemLibrary(String name, String path) {
        return name.equals("libc.so.6")
                || (name.startsWith("ld-musl-") && name.endsWith(".so.1"))
                || path.equals("bin/busybox")
                || path.equals("usr/bin/busybox");
    }
}
