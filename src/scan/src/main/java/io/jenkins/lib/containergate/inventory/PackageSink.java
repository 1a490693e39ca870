package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.LimitExceededException;

/** Takes what a {@link PackageReader} finds in one file of a layer. Refuses more than a layer may hold. */
public interface PackageSink {
    /** A package of a language's package manager. */
    void found(FoundPackage found) throws LimitExceededException;

    /** A package manager's whole list, even when it is empty. */
    void database(PackageDatabase database) throws LimitExceededException;

    /** A file of a package that a package manager lists, when it matters who owns it. */
    void owns(OwnedFile file) throws LimitExceededException;

    /** The licence of a package that another file lists. */
    void licensed(LicenseNote note) throws LimitExceededException;

    /** A Java archive with classes of no known library that does not say what it is: an application's own, or anybody's. */
    void unnamedArchive();

    /** The distribution that the file names. */
    void osRelease(OsRelease release);

    void gap(InventoryGap gap) throws LimitExceededException;

    /** An archive is to be opened. Refused when those before it in its layer unpacked to too much. */
    default void opening() throws LimitExceededException {
        // only the sink of a layer counts
    }

    /** @param bytes see {@link io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget#spent} */
    default void unpacked(long bytes) {
        // as above
    }
}
