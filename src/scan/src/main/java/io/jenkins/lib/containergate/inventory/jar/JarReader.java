package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Java archives: libraries, web and enterprise archives, Spring Boot archives with libraries inside, Jenkins plugins.
 * Taken by name, and by content when the archive was given another name. An empty file holds no classes and is ignored.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html">JAR file specification</a>
 */
public final class JarReader implements PackageReader {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] META_INF = "META-INF/".getBytes(StandardCharsets.US_ASCII);
    private static final int LOCAL_HEADER = 30;

    private final Limits limits;
    private final InventoryLimits inventory;
    private final ManifestIdentity identity;

    public JarReader(Limits limits, InventoryLimits inventory) {
        this.limits = limits;
        this.inventory = inventory;
        this.identity = new ManifestIdentity(KnownGroups.load());
    }

    @Override
    public boolean opensArchives() {
        return true;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        if (ArchiveName.isArchive(entry.name())) {
            return entry.kind() != LayerEntry.Kind.FILE || entry.size() > 0;
        }
        return starts(head, 0, ZIP) && (starts(head, LOCAL_HEADER, META_INF) || ArchiveName.mayBeArchive(entry.name()));
    }

    /** Whether a file of that path is called a Java archive. */
    public boolean isNamedSo(String path) {
        return ArchiveName.isArchive(path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean starts(byte[] head, int at, byte[] magic) {
        return head.length >= at + magic.length && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        try (SeekableByteChannel channel = content.channel()) {
            new JarScanner(entry.path(), sink, identity, limits, inventory)
                    .scan(channel, entry.path(), entry.name(), 1);
        }
    }
}
