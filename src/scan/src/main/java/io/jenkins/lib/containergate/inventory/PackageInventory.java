package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything installed in one image after all its layers are applied.
 *
 * @param packages sorted by ecosystem, name, version, path
 * @param fileCount regular files in the final file system; 0 means a scratch image without content
 * @param gaps what could not be read; each one makes the verdict ERROR unless it is waived
 * @param ownedFiles files that would be gaps if a package of the distribution did not own them unchanged
 * @param unknownOrigins packages of the operating system that do not tell who built them
 * @param ofOtherSystems packages of other operating systems or releases that SBOMs in the image name, such as libraries that a
 *     wheel brings
 * @param unnamedArchives Java archives without coordinates whose classes are of no known library
 */
public record PackageInventory(
        Optional<OsRelease> os,
        List<InstalledPackage> packages,
        long fileCount,
        List<InventoryFinding> gaps,
        int ownedFiles,
        int unknownOrigins,
        int ofOtherSystems,
        int unnamedArchives) {
    public PackageInventory {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
        if (ownedFiles < 0 || unknownOrigins < 0 || ofOtherSystems < 0 || unnamedArchives < 0) {
            throw new IllegalArgumentException("a negative number of files or packages");
        }
    }

    /** Of which nothing more is known. */
    public PackageInventory(
            Optional<OsRelease> os, List<InstalledPackage> packages, long fileCount, List<InventoryFinding> gaps) {
        this(os, packages, fileCount, gaps, 0, 0, 0, 0);
    }

    /** With more that contradicts itself or could not be read. */
    public PackageInventory withGaps(List<InventoryFinding> more) {
        List<InventoryFinding> all = new ArrayList<>(gaps);
        all.addAll(more);
        return new PackageInventory(
                os, packages, fileCount, all, ownedFiles, unknownOrigins, ofOtherSystems, unnamedArchives);
    }
}
