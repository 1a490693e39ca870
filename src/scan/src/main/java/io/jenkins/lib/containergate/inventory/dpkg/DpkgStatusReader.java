package io.jenkins.lib.containergate.inventory.dpkg;

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
import io.jenkins.lib.containergate.inventory.text.HeaderBlocks;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * dpkg's database: {@code var/lib/dpkg/status} with what is in {@code updates/}, or one file per package in
 * {@code var/lib/dpkg/status.d/} as distroless images have it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/deb-control.5.html">deb-control(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man1/dpkg.1.html">dpkg(1), package states</a>
 */
public final class DpkgStatusReader implements PackageReader {
    public static final String STATUS = "var/lib/dpkg/status";
    public static final String STATUS_DIRECTORY = "var/lib/dpkg/status.d/";

    /** What an interrupted dpkg has not yet written into {@code status}. */
    private static final Pattern UPDATE = Pattern.compile("var/lib/dpkg/updates/[0-9]+");

    private final InventoryLimits limits;

    public DpkgStatusReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        String path = entry.path();
        return path.equals(STATUS)
                || UPDATE.matcher(path).matches()
                || (path.startsWith(STATUS_DIRECTORY)
                        && !path.endsWith(".md5sums")
                        && !entry.name().startsWith("."));
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        List<FoundPackage> packages = new ArrayList<>();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), limits.maxDatabaseBytes());
            HeaderBlocks paragraphs = new HeaderBlocks(lines, DpkgParagraph.FIELDS, true);
            for (Optional<Map<String, List<String>>> fields = paragraphs.next();
                    fields.isPresent();
                    fields = paragraphs.next()) {
                DpkgParagraph paragraph = DpkgParagraph.of(fields.get());
                if (paragraph.present()) {
                    packages.add(paragraph.found(entry.path()));
                }
                if (packages.size() > limits.maxPackages()) {
                    throw new LimitExceededException(entry.path(), "maxPackages", limits.maxPackages());
                }
            }
            if (entry.path().equals(STATUS) && !lines.complete()) {
                throw new MalformedContentException(Unreadable.DATABASE, "the file ends in the middle of a line");
            }
        }
        sink.database(new PackageDatabase(Ecosystem.DEB, entry.path(), packages));
    }
}
