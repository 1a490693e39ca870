package io.jenkins.lib.containergate.inventory.dpkg;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licences of a package of Debian, in {@code usr/share/doc/NAME/copyright}: dpkg's database says nothing of them.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-docs.html#copyright-information">Debian policy, 12.5</a>
 */
public final class DebianCopyrightReader implements PackageReader {
    private static final String DIRECTORY = "usr/share/doc/";
    private static final String FILE = "/copyright";
    private static final Pattern PATH =
            Pattern.compile(Pattern.quote(DIRECTORY) + "([A-Za-z0-9][A-Za-z0-9+.-]{0,255})" + Pattern.quote(FILE));

    private final InventoryLimits limits;

    public DebianCopyrightReader(InventoryLimits limits) {
        this.limits = limits;
    }

    /** Where a container finds the file of a package, perhaps through a link to that of another. */
    public static String path(String packageName) {
        return DIRECTORY + packageName + FILE;
    }

    @Override
    public boolean findsPackages() {
        return false;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE
                && entry.path().startsWith(DIRECTORY)
                && PATH.matcher(entry.path()).matches();
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        Matcher path = PATH.matcher(entry.path());
        if (path.matches()) {
            sink.licensed(
                    new LicenseNote(Ecosystem.DEB, path.group(1), Optional.empty(), licenses(entry.path(), content)));
        }
    }

    /** A file that is too large has licences that nobody knows. */
    private List<String> licenses(String path, FileContent content) throws IOException {
        DebianCopyright file = new DebianCopyright(path);
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, path, limits.maxMetadataBytes());
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                file.add(line.get());
            }
        } catch (LimitExceededException e) {
            return List.of(DebianCopyright.text(path));
        }
        return file.licenses();
    }
}
