package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.OsRelease;
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

    /** The same content seen through another name of the same file. */
    FileInventory underName(String otherPath) {
        return new FileInventory(
                otherPath,
                osRelease,
                database.map(db -> new PackageDatabase(
                        db.ecosystem(),
                        otherPath,
                        db.packages().stream().map(p -> p.underName(otherPath)).toList())),
                packages.stream().map(p -> p.underName(otherPath)).toList(),
                gaps.stream().map(g -> g.underName(otherPath)).toList());
    }
}
