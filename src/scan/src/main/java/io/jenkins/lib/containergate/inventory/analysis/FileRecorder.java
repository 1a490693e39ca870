package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the readers say of one file, within the budget of its layer. */
final class FileRecorder implements PackageSink {
    private static final int MAX_IDENTITY = 512;

    private final String path;
    private final LayerBudget budget;
    private final List<FoundPackage> packages = new ArrayList<>(1);
    private final List<InventoryGap> gaps = new ArrayList<>(0);
    private final List<OwnedFile> owned = new ArrayList<>(0);
    private final List<LicenseNote> licenses = new ArrayList<>(0);
    private Optional<OsRelease> osRelease = Optional.empty();
    private Optional<PackageDatabase> database = Optional.empty();
    private int unnamedArchives;

    FileRecorder(String path, LayerBudget budget) {
        this.path = path;
        this.budget = budget;
    }

    @Override
    public void found(FoundPackage found) throws LimitExceededException {
        budget.packages(1);
        if (plausible(found.name()) && plausible(found.version())) {
            packages.add(found);
        } else {
            gap(Unreadable.METADATA.gap(
                    found.file(), found.path(), "a name or version that is empty, long or no text"));
        }
    }

    private static boolean plausible(String identity) {
        return !identity.isBlank()
                && identity.length() <= MAX_IDENTITY
                && identity.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }

    @Override
    public void database(PackageDatabase found) throws LimitExceededException {
        budget.packages(found.packages().size());
        database = Optional.of(found);
    }

    @Override
    public void owns(OwnedFile file) throws LimitExceededException {
        budget.packages(1);
        owned.add(file);
    }

    @Override
    public void licensed(LicenseNote note) throws LimitExceededException {
        budget.packages(1);
        licenses.add(note);
    }

    @Override
    public void unnamedArchive() {
        unnamedArchives++;
    }

    @Override
    public void osRelease(OsRelease release) {
        osRelease = Optional.of(release);
    }

    @Override
    public void gap(InventoryGap gap) throws LimitExceededException {
        budget.gaps(1);
        gaps.add(gap);
    }

    @Override
    public void opening() throws LimitExceededException {
        budget.opening(path);
    }

    @Override
    public void unpacked(long bytes) {
        budget.unpacked(bytes);
    }

    /** Whether a package of the distribution that owns the file could say what this file does not. */
    boolean leavesOpen() {
        return gaps.stream().anyMatch(Unreadable::settledByOwner)
                || packages.stream().anyMatch(FoundPackage::groupUnknown)
                || unnamedArchives > 0;
    }

    /** @param digests of the file, when they matter */
    FileInventory result(Optional<ContentDigests> digests) {
        return new FileInventory(path, osRelease, database, packages, gaps, owned, licenses, digests, unnamedArchives);
    }
}
