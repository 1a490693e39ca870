package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import java.util.List;
import java.util.Optional;

/**
 * What a file says about the licence of a package that another file lists.
 *
 * @param name of the package, as in {@link InstalledPackage#name()}
 * @param version empty where the file is about whatever version is installed
 * @param licenses as in {@link InstalledPackage#licenses()}; what is there and cannot be read is one more that nobody knows
 */
public record LicenseNote(Ecosystem ecosystem, String name, Optional<String> version, List<String> licenses) {
    public LicenseNote {
        licenses = List.copyOf(licenses);
    }
}
