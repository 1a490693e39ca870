package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.sbom.SbomFileReader;
import java.util.List;
import java.util.Optional;

/**
 * What one file of a layer says about installed packages.
 *
 * @param owned files that it lists as those of packages, when it matters who owns them
 * @param licenses of packages that other files list
 * @param digests of the file itself, when it matters whether a package of the distribution owns it
 * @param unnamedArchives see {@link io.jenkins.lib.containergate.inventory.PackageSink#unnamedArchive}
 */
public record FileInventory(
        String path,
        Optional<OsRelease> osRelease,
        Optional<PackageDatabase> database,
        List<FoundPackage> packages,
        List<InventoryGap> gaps,
        List<OwnedFile> owned,
        List<LicenseNote> licenses,
        Optional<ContentDigests> digests,
        int unnamedArchives) {
    public FileInventory {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
        owned = List.copyOf(owned);
        licenses = List.copyOf(licenses);
    }

    /** The packages that it is a file of. An SBOM is a file of none, whatever it names, so that it explains nothing beside it. */
    List<FoundPackage> ofPackages() {
        return packages.stream()
                .filter(found -> !SbomFileReader.isDocument(found.path()))
                .toList();
    }

    boolean empty() {
        return osRelease.isEmpty()
                && database.isEmpty()
                && packages.isEmpty()
                && gaps.isEmpty()
                && owned.isEmpty()
                && licenses.isEmpty()
                && digests.isEmpty()
                && unnamedArchives == 0;
    }
}
