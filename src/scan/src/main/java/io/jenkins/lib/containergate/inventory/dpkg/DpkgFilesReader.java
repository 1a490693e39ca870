package io.jenkins.lib.containergate.inventory.dpkg;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a package of dpkg installed, with their MD5: {@code var/lib/dpkg/info/NAME[:ARCHITECTURE].md5sums}, in
 * distroless images {@code var/lib/dpkg/status.d/NAME.md5sums}. A line that is not a digest and a path owns nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/deb-md5sums.5.html">deb-md5sums(5)</a>
 */
public final class DpkgFilesReader implements PackageReader {
    private static final String DIRECTORY = "var/lib/dpkg/info/";
    private static final String ENDING = ".md5sums";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{32})  (?:\\./)?([^/].*)");

    private final InventoryLimits limits;
    private final Predicate<String> kept;

    /** @param kept tells by its path whether it matters who owns a file; the others are left out */
    public DpkgFilesReader(InventoryLimits limits, Predicate<String> kept) {
        this.limits = limits;
        this.kept = kept;
    }

    /** Where the files of a package are listed. */
    public static boolean lists(String path) {
        return path.endsWith(ENDING)
                && (path.startsWith(DIRECTORY) || path.startsWith(DpkgStatusReader.STATUS_DIRECTORY));
    }

    /** Whether dpkg keeps a list of this path for as long as a package is installed. */
    public static boolean ofInstalled(String path) {
        return path.endsWith(ENDING) && path.startsWith(DIRECTORY);
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE && lists(entry.path());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        String owner = owner(entry.path());
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), limits.maxDatabaseBytes());
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                Matcher parts = LINE.matcher(line.get());
                if (parts.matches() && kept.test(parts.group(2))) {
                    Optional<String> digest = ContentDigests.recorded(parts.group(1));
                    if (digest.isPresent()) {
                        sink.owns(new OwnedFile(owner, parts.group(2), digest.get()));
                    }
                }
            }
        }
    }

    /** The package whose files a list of this path names. */
    public static String owner(String path) {
        String stem = path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
        int colon = stem.indexOf(':');
        return colon < 0 ? stem : stem.substring(0, colon);
    }
}
