package io.jenkins.lib.containergate.inventory.python;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.inventory.zip.ArchiveBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Zipped eggs: {@code *.egg} with {@code EGG-INFO/PKG-INFO} inside.
 *
 * @see <a href="https://setuptools.pypa.io/en/latest/deprecated/python_eggs.html">Python eggs</a>
 */
public final class EggReader implements PackageReader {
    private static final String PKG_INFO = "EGG-INFO/PKG-INFO";

    private final Limits limits;
    private final InventoryLimits inventory;

    public EggReader(Limits limits, InventoryLimits inventory) {
        this.limits = limits;
        this.inventory = inventory;
    }

    @Override
    public boolean opensArchives() {
        return true;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(".egg");
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        String path = entry.path();
        String inside = path + "!/" + PKG_INFO;
        List<CoreMetadata> found = new ArrayList<>(1);
        ArchiveBudget budget = new ArchiveBudget(limits, path);
        budget.descend(1);
        try (SeekableByteChannel channel = content.channel();
                ZipArchive archive = ZipArchive.open(channel, budget)) {
            archive.forEach(member -> {
                if (member.name().equals(PKG_INFO)) {
                    byte[] metadata = archive.head(member, inventory.maxMetadataBytes());
                    BoundedLines lines =
                            new BoundedLines(new ByteArrayInputStream(metadata), inside, inventory.maxMetadataBytes());
                    found.add(CoreMetadata.parse(lines));
                }
            });
        }
        if (found.isEmpty()) {
            throw new MalformedContentException(Unreadable.METADATA, "egg without " + PKG_INFO);
        }
        for (CoreMetadata metadata : found) {
            sink.found(metadata.found(path, inside));
        }
    }
}
