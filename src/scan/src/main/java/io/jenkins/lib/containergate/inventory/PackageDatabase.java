package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import java.util.List;

/**
 * A package manager's own list of what it installed, as it stands in one layer. A later layer that installs anything
 * brings the whole list again.
 *
 * @param path {@code var/lib/dpkg/status}, {@code var/lib/dpkg/status.d/libc6}, {@code lib/apk/db/installed}
 */
public record PackageDatabase(Ecosystem ecosystem, String path, List<FoundPackage> packages) {
    public PackageDatabase {
        packages = List.copyOf(packages);
    }
}
