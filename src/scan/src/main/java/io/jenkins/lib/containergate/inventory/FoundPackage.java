package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import java.util.List;
import java.util.Optional;

/**
 * A package as one file of one layer names it: nothing here depends on the rest of the image, so that it may be cached
 * with its layer.
 *
 * @param name as in {@link InstalledPackage#name()}
 * @param architecture of an operating-system package, in the distribution's spelling
 * @param file path of the layer's file
 * @param path {@code file}, or a place inside it: {@code app/shop.war!/WEB-INF/lib/x.jar}
 * @param module as in {@link InstalledPackage#module()}
 * @param supplier who built an operating-system package, by its own word: dpkg's {@code Maintainer}, rpm's {@code Vendor};
 *     where a crate of a {@code Cargo.lock} was fetched from, empty for those that are built there
 */
public record FoundPackage(
        Ecosystem ecosystem,
        String name,
        String version,
        Optional<String> architecture,
        Optional<SourcePackage> source,
        String file,
        String path,
        List<String> licenses,
        Optional<String> module,
        Optional<String> supplier) {
    public FoundPackage {
        licenses = List.copyOf(licenses);
    }

    /** A package that belongs to no module. */
    public FoundPackage(
            Ecosystem ecosystem,
            String name,
            String version,
            Optional<String> architecture,
            Optional<SourcePackage> source,
            String file,
            String path,
            List<String> licenses) {
        this(ecosystem, name, version, architecture, source, file, path, licenses, Optional.empty(), Optional.empty());
    }

    /** A Java library of which only artifact and version are known. */
    public boolean groupUnknown() {
        return groupUnknown(ecosystem, name);
    }

    static boolean groupUnknown(Ecosystem ecosystem, String name) {
        return ecosystem == Ecosystem.MAVEN && name.indexOf(':') < 0;
    }

    /** A package of a language's package manager, found in a file that is not an archive. */
    public static FoundPackage ofLanguage(
            Ecosystem ecosystem, String name, String version, String file, List<String> licenses) {
        return new FoundPackage(ecosystem, name, version, Optional.empty(), Optional.empty(), file, file, licenses);
    }
}
