package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.jar.JarReader;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.zip.ArchiveBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.inventory.zip.ZipMember;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Zip archives of any name, also behind a launch script or a program: Java programs without an ending, Python zipapps,
 * PEX files and wheels, AWS Lambda layers. What counts is the end-of-central-directory record, which every loader looks
 * for; a file without one is no archive to anybody. It is looked for in every file that can be executed, and in all others up
 * to {@link #SEARCHED} bytes.
 *
 * <p>Package files inside are read by the readers that read them in a directory.
 */
public final class ZippedPackagesReader implements PackageReader {
    private static final byte[] NO_HEAD = {};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final Set<String> EXTENSIONS = Set.of("zip", "whl", "pex", "pyz", "pyzw", "egg", "shiv");
    /** Models and disks are larger than programs, and all of them would have to be unpacked for their last bytes. */
    private static final long SEARCHED = 256L << 20;

    private static final String META_INF = "META-INF/";
    private static final String CLASS = ".class";
    private static final int EXECUTABLE = 0111;
    private static final int MODE = 0644;
    private static final int LEAST = 22;

    private final List<PackageReader> inner;
    private final PackageReader jars;
    private final PackageReader eggs;
    private final Limits limits;
    private final InventoryLimits inventory;

    /**
     * @param inner readers of package files that may lie in an archive
     * @param jars reads Java archives, which are left to it
     * @param eggs as well
     */
    public ZippedPackagesReader(
            List<PackageReader> inner, JarReader jars, PackageReader eggs, Limits limits, InventoryLimits inventory) {
        this.inner = List.copyOf(inner);
        this.jars = jars;
        this.eggs = eggs;
        this.limits = limits;
        this.inventory = inventory;
    }

    @Override
    public boolean opensArchives() {
        return true;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() < LEAST || head.length == 0) {
            return false;
        }
        boolean candidate = starts(head, ZIP)
                || starts(head, EMPTY_ZIP)
                || head[0] == '#' && head.length > 1 && head[1] == '!'
                || (entry.mode() & EXECUTABLE) != 0
                || EXTENSIONS.contains(extension(entry.name()))
                || ExecutableLayout.isProgram(head);
        return candidate && !jars.claims(entry, head) && !eggs.claims(entry, head);
    }

    @Override
    public boolean looksAtEnd(LayerEntry entry) {
        return entry.kind() == LayerEntry.Kind.FILE && entry.size() >= LEAST && entry.size() <= SEARCHED;
    }

    /** What follows a tar is for the reader of tars: an archive in it may lie at its end. */
    @Override
    public boolean endsAsOne(LayerEntry entry, FileContent content) throws IOException {
        if (!ZipArchive.isBehind(content)) {
            return false;
        }
        byte[] head;
        try (InputStream in = content.open()) {
            head = in.readNBytes(LayerReader.HEAD_BYTES);
        }
        return !claims(entry, head)
                && !jars.claims(entry, head)
                && !eggs.claims(entry, head)
                && ArchiveFormat.of(head) != ArchiveFormat.TAR;
    }

    private static boolean starts(byte[] head, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The whole name where it has none. */
    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        Search search = new Search(entry, sink);
        try (SeekableByteChannel channel = content.channel()) {
            search.archive(channel, entry.path(), 1);
        } catch (MalformedContentException e) {
            if (search.members > 0) {
                throw e;
            }
            return; // no archive: most files that are claimed are not
        }
        if (search.java) {
            jars.read(entry, content, sink);
        }
    }

    /** One file of a layer with the archives in it. */
    private final class Search {
        private final LayerEntry file;
        private final PackageSink sink;
        private final ArchiveBudget budget;
        private long members;
        private boolean java;

        Search(LayerEntry file, PackageSink sink) {
            this.file = file;
            this.sink = sink;
            this.budget = new ArchiveBudget(limits, file.path());
        }

        void archive(SeekableByteChannel channel, String path, int depth)
                throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
            budget.descend(depth);
            try (ZipArchive archive = ZipArchive.open(channel, budget)) {
                archive.forEach(member -> member(archive, member, path, depth));
            }
        }

        private void member(ZipArchive archive, ZipMember member, String path, int depth)
                throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
            members++;
            if (member.directory() || member.empty()) {
                return;
            }
            String name = member.name();
            if (name.length() > limits.maxPathLength()) {
                throw new LimitExceededException("an entry name in " + path, "maxPathLength", limits.maxPathLength());
            }
            LayerEntry inside = new LayerEntry(
                    path + "!/" + name, LayerEntry.Kind.FILE, Math.max(1, member.size()), MODE, 0, 0, "");
            if (name.endsWith(CLASS) || name.startsWith(META_INF) || jars.claims(inside, NO_HEAD)) {
                java = true;
                if (depth == 1 || name.endsWith(CLASS)) {
                    return;
                }
            }
            for (PackageReader reader : inner) {
                if (reader.claims(inside, NO_HEAD)) {
                    read(reader, archive, member, inside);
                }
            }
            if (EXTENSIONS.contains(extension(name))) {
                nested(archive, member, inside.path(), depth);
            } else if (archive.isArchive(member)) {
                nested(archive, member, inside.path(), depth);
                java = true; // nothing but what is in it says whether it is a Java archive
            }
        }

        private void nested(ZipArchive archive, ZipMember member, String path, int depth)
                throws IOException, LimitExceededException, InterruptedException {
            long before = members;
            try (SeekableByteChannel channel = archive.channel(member)) {
                archive(channel, path, depth + 1);
            } catch (MalformedContentException e) {
                if (members > before) {
                    sink.gap(e.gap(file.path(), path));
                }
            }
        }

        private void read(PackageReader reader, ZipArchive archive, ZipMember member, LayerEntry inside)
                throws IOException, LimitExceededException, InterruptedException {
            try {
                byte[] bytes = archive.head(member, inventory.maxMetadataBytes() + 1);
                if (bytes.length > inventory.maxMetadataBytes()) {
                    throw new LimitExceededException(inside.path(), "maxMetadataBytes", inventory.maxMetadataBytes());
                }
                reader.read(inside, new MemoryContent(inside.path(), bytes), sink);
            } catch (MalformedContentException e) {
                sink.gap(e.gap(file.path(), inside.path()));
            } catch (LimitExceededException e) {
                throw e;
            } catch (GateException e) {
                throw new IOException(inside.path() + " cannot be read: " + e.problem(), e);
            }
        }
    }
}
