package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list that the distroless images of Azure Linux keep in the place of rpm's database: one package a line, ten fields
 * separated by tabs (name, version-release, two times, vendor, epoch, size, architecture, epoch as a number, source).
 */
public final class RpmManifestReader implements PackageReader {
    public static final String PATH = "var/lib/rpmmanifest/container-manifest-2";
    private static final int FIELDS = 10;
    private static final int ARCHITECTURE = 7;
    private static final int EPOCH = 8;
    private static final int SOURCE = 9;

    private final InventoryLimits limits;

    public RpmManifestReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().equals(PATH);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        List<FoundPackage> packages = new ArrayList<>();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, PATH, limits.maxDatabaseBytes());
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                packages.add(found(line.get().split("\t", -1), packages.size() + 1));
                if (packages.size() > limits.maxPackages()) {
                    throw new LimitExceededException(PATH, "maxPackages", limits.maxPackages());
                }
            }
        }
        sink.database(new PackageDatabase(Ecosystem.RPM, PATH, packages));
    }

    private static FoundPackage found(String[] fields, int line) throws MalformedContentException {
        if (fields.length != FIELDS || !fields[EPOCH].matches("[0-9]{1,9}|\\(none\\)")) {
            throw RpmDatabaseErrors.of("line " + line + " has not the ten fields of a package");
        }
        Optional<Long> epoch =
                fields[EPOCH].startsWith("(") ? Optional.empty() : Optional.of(Long.valueOf(fields[EPOCH]));
        return RpmHeader.of(
                        fields[0],
                        epoch,
                        fields[1],
                        Optional.of(fields[ARCHITECTURE]),
                        Optional.of(fields[SOURCE]),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .found(PATH);
    }
}
