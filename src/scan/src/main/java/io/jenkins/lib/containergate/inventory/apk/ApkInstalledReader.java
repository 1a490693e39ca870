package io.jenkins.lib.containergate.inventory.apk;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.OwnedFile;
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
import java.util.function.Predicate;

/**
 * apk's database {@code lib/apk/db/installed}, since the merge of {@code /lib} into {@code /usr/lib} also
 * {@code usr/lib/apk/db/installed}.
 *
 * @see <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">apk package and database format</a>
 */
public final class ApkInstalledReader implements PackageReader {
    public static final String INSTALLED = "lib/apk/db/installed";

    private final InventoryLimits limits;
    private final Predicate<String> kept;

    /** @param kept tells by its path whether it matters who owns a file; the others are left out */
    public ApkInstalledReader(InventoryLimits limits, Predicate<String> kept) {
        this.limits = limits;
        this.kept = kept;
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
                    add(paragraph, packages, entry.path(), sink);
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
            add(paragraph, packages, entry.path(), sink);
        }
        sink.database(new PackageDatabase(Ecosystem.APK, entry.path(), packages));
    }

    private void add(ApkParagraph paragraph, List<FoundPackage> packages, String path, PackageSink sink)
            throws MalformedContentException, LimitExceededException {
        Optional<FoundPackage> found = paragraph.found(path);
        if (found.isPresent()) {
            packages.add(found.get());
            for (String file : paragraph.files()) {
                if (kept.test(file)) {
                    // the database does not say who built the package, so that no content is compared with its digest
                    sink.owns(new OwnedFile(found.get().name(), file, ""));
                }
            }
        }
    }
}
