package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * rpm's database, in all three storages that rpm has had: SQLite ({@code rpmdb.sqlite}), ndb ({@code Packages.db}, SUSE)
 * and Berkeley DB ({@code Packages}, until RHEL 8). What counts is the content, not the name.
 *
 * <p>SQLite may keep its last transactions in a file beside the database. rpm folds them in when it ends; a database
 * where it could not is a gap.
 */
public final class RpmDatabaseReader implements PackageReader {
    private final InventoryLimits limits;
    private final Predicate<String> kept;

    /** @param kept tells by its path whether it matters who owns a file; the others are left out */
    public RpmDatabaseReader(InventoryLimits limits, Predicate<String> kept) {
        this.limits = limits;
        this.kept = kept;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return RpmFiles.isDatabase(entry.path()) || entry.size() > 0 && RpmFiles.isUnfinishedTransaction(entry.path());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        String path = entry.path();
        if (RpmFiles.isUnfinishedTransaction(path)) {
            throw RpmDatabaseErrors.of(
                    "transactions that are not yet in the database: run an rpm command that changes something,"
                            + " or 'rpm --rebuilddb', as the last step of the build");
        }
        List<FoundPackage> packages = new ArrayList<>();
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            if (file.size() > 0) {
                storage(file, path).forEach(header -> {
                    HeaderTags tags = HeaderTags.of(header);
                    RpmHeader installed = RpmHeader.of(tags);
                    packages.add(installed.found(path));
                    for (OwnedFile owned : RpmFileList.of(tags, installed.name(), kept)) {
                        sink.owns(owned);
                    }
                    if (packages.size() > limits.maxPackages()) {
                        throw new LimitExceededException(path, "maxPackages", limits.maxPackages());
                    }
                });
            }
        }
        sink.database(new PackageDatabase(Ecosystem.RPM, path, packages));
    }

    private HeaderBlobs storage(FileWindow file, String path) throws MalformedContentException, IOException {
        HeaderSize size = new HeaderSize(path, limits.maxMetadataBytes());
        if (SqlitePages.isSqlite(file)) {
            return new SqliteHeaders(SqlitePages.of(file), size);
        }
        if (NdbHeaders.isNdb(file)) {
            return new NdbHeaders(file, size);
        }
        if (BerkeleyPages.isHash(file)) {
            return new BerkeleyHeaders(BerkeleyPages.of(file), size);
        }
        throw RpmDatabaseErrors.of("neither SQLite nor ndb nor a Berkeley DB hash");
    }
}
