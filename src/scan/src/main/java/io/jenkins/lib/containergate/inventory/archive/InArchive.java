package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageSink;
import java.util.function.Consumer;

/**
 * What a reader finds inside an archive belongs to the layer's file: that is what a container sees or does not see.
 *
 * @param listed takes the paths that distributions in the archive list
 */
record InArchive(String file, PackageSink sink, Consumer<String> listed) implements PackageSink {
    @Override
    public void found(FoundPackage found) throws LimitExceededException {
        sink.found(new FoundPackage(
                found.ecosystem(),
                found.name(),
                found.version(),
                found.architecture(),
                found.source(),
                file,
                found.path(),
                found.licenses(),
                found.module(),
                found.supplier()));
    }

    @Override
    public void gap(InventoryGap gap) throws LimitExceededException {
        sink.gap(new InventoryGap(gap.rule(), gap.title(), file, gap.path(), gap.actual(), gap.expected(), gap.help()));
    }

    @Override
    public void database(PackageDatabase database) {
        // of another system than the image's
    }

    @Override
    public void owns(OwnedFile owned) {
        listed.accept(owned.path());
    }

    @Override
    public void licensed(LicenseNote note) throws LimitExceededException {
        sink.licensed(note);
    }

    @Override
    public void unnamedArchive() {
        sink.unnamedArchive();
    }

    @Override
    public void osRelease(OsRelease release) {
        // of another system than the image's
    }
}
