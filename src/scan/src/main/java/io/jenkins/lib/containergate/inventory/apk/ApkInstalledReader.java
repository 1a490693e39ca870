package io.jenkins.lib.containergate.inventory.apk;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * apk's database {@code lib/apk/db/installed}, since the merge of {@code /lib} into {@code /usr/lib} also
 * {@code usr/lib/apk/db/installed}.
 *
 * @see <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">apk package and database format</a>
 */
public final class ApkInstalledReader implements PackageReader {
    public static final String INSTALLED = "lib/apk/db/installed";

    private final InventoryLimits limits;

    public ApkInstalledReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().equals(INSTALLED) || entry.path().equals("usr/" + INSTALLED);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        List<FoundPackage> packages = new ArrayList<>();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), limits.maxDatabaseBytes());
            ApkParagraph paragraph = new ApkParagraph();
            long number = 0;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                if (line.get().isEmpty()) {
                    paragraph.found(entry.path()).ifPresent(packages::add);
                    paragraph = new ApkParagraph();
                } else {
                    paragraph.add(line.get(), number);
                }
                if (packages.size() > limits.maxPackages()) {
                    throw new LimitExceededException(entry.path(), "maxPackages", limits.maxPackages());
                }
            }
            if (!lines.complete()) {
                throw new MalformedContentException(Unreadable.DATABASE, "the file ends in the middle of a line");
            }
            paragraph.found(entry.path()).ifPresent(packages::add);
        }
        sink.database(new PackageDatabase(Ecosystem.APK, entry.path(), packages));
    }
}
