package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.zip.ArchiveBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;
import java.util.TreeSet;

/**
 * A single Java module in a file of the kind {@code .jmod}: four bytes, then a zip archive. The module has the name that its
 * {@code module-info.class} gives, whatever the file is called.
 *
 * @see <a href="https://openjdk.org/jeps/261">JEP 261, packaging: JMOD files</a>
 */
public final class JmodReader implements PackageReader {
    private static final String DESCRIPTOR = "classes/module-info.class";
    /** Version of class files of Java 9: a descriptor of a later Java is read as well, whatever Java runs this. */
    private static final byte JAVA_9 = 53;

    private static final int VERSION = 4;

    private final Limits limits;
    private final InventoryLimits inventory;

    public JmodReader(Limits limits, InventoryLimits inventory) {
        this.limits = limits;
        this.inventory = inventory;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return head.length > 3 && head[0] == 'J' && head[1] == 'M' && head[2] == 1 && head[3] == 0;
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        try (SeekableByteChannel channel = content.channel();
                ZipArchive archive = ZipArchive.open(channel, new ArchiveBudget(limits, entry.path()))) {
            archive.forEach(member -> {
                if (member.name().equals(DESCRIPTOR)) {
                    names.add(name(archive.head(member, inventory.maxMetadataBytes())));
                }
            });
        }
        if (names.isEmpty()) {
            throw new MalformedContentException(Unreadable.ARCHIVE, "a Java module without a module-info.class");
        }
        JavaModules.report(names, entry.path(), sink);
    }

    private static String name(byte[] descriptor) throws IOException, MalformedContentException {
        byte[] read = descriptor.clone();
        if (read.length > VERSION + 3) {
            read[VERSION] = 0;
            read[VERSION + 1] = 0;
            read[VERSION + 2] = 0;
            read[VERSION + 3] = JAVA_9;
        }
        try {
            return ModuleDescriptor.read(new ByteArrayInputStream(read)).name();
        } catch (InvalidModuleDescriptorException e) {
            throw new MalformedContentException(Unreadable.ARCHIVE, "a module-info.class that does not parse");
        }
    }
}
