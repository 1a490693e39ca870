package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import java.util.List;
import java.util.Optional;

/** What one file of a layer says about installed packages. */
public record FileInventory(
        String path,
        Optional<OsRelease> osRelease,
        Optional<PackageDatabase> database,
        List<FoundPackage> packages,
        List<InventoryGap> gaps) {
    public FileInventory {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
    }

    boolean empty() {
        return osRelease.isEmpty() && database.isEmpty() && packages.isEmpty() && gaps.isEmpty();
    }
}
