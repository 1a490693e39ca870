package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.jar.JavaArchives;
import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Archives of every kind that is opened, in each other in any order: Java archives, wheels, zipapps, layers of AWS Lambda, tars that
 * a start script unpacks. Package files and programs inside are read by the readers that read them in a directory. An archive is
 * known by its content, whatever its name.
 */
public final class ArchivedPackagesReader implements PackageReader {
    private static final int EXECUTABLE = 0111;
    private static final byte[] NO_HEAD = {};

    private final List<PackageReader> inner;
    private final UnreadSigns signs;
    private final JavaArchives java;
    private final Limits limits;
    private final long searched;

    /**
     * @param inner readers of what may lie in an archive
     * @param signs what an archive may hold that nothing reads
     */
    public ArchivedPackagesReader(
            List<PackageReader> inner, UnreadSigns signs, JavaArchives java, Limits limits, InventoryLimits inventory) {
        this.inner = List.copyOf(inner);
        this.signs = signs;
        this.java = java;
        this.limits = limits;
        this.searched = inventory.maxSearchedBytes();
    }

    @Override
    public boolean opensArchives() {
        return true;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        if (ArchiveKind.isNamedSo(entry.path())) {
            return entry.kind() != LayerEntry.Kind.FILE || entry.size() > 0;
        }
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() < ZipArchive.SMALLEST || head.length == 0) {
            return false;
        }
        boolean program = AppendedArchive.possible(head) || (entry.mode() & EXECUTABLE) != 0;
        ArchiveFormat format = ArchiveFormat.of(head);
        return program
                || ArchiveKind.of(format, head) != ArchiveKind.NONE
                        && !(format == ArchiveFormat.GZIP && CompressedText.is(head) && !readByName(entry));
    }

    /** Whether what was compressed would be read by the name that is left. */
    private boolean readByName(LayerEntry entry) {
        if (ArchiveKind.isTarred(entry.path())) {
            return true;
        }
        int dot = entry.path().lastIndexOf('.');
        String path = dot > entry.path().lastIndexOf('/') + 1 ? entry.path().substring(0, dot) : entry.path();
        LayerEntry unpacked = new LayerEntry(path, LayerEntry.Kind.FILE, entry.size(), entry.mode(), 0, 0, "");
        return inner.stream().anyMatch(reader -> reader.claims(unpacked, NO_HEAD));
    }

    @Override
    public boolean looksAtEnd(LayerEntry entry) {
        return entry.kind() == LayerEntry.Kind.FILE && entry.size() >= ZipArchive.SMALLEST && entry.size() <= searched;
    }

    @Override
    public boolean endsAsOne(LayerEntry entry, FileContent content) throws IOException {
        if (!ZipArchive.isBehind(content)) {
            return false;
        }
        try (InputStream in = content.open()) {
            return !claims(entry, in.readNBytes(LayerReader.HEAD_BYTES));
        }
    }

    @Override
    public boolean wantsEnd(LayerEntry entry) {
        return entry.kind() == LayerEntry.Kind.FILE && entry.size() > searched;
    }

    @Override
    public void end(LayerEntry entry, byte[] last, PackageSink sink) throws LimitExceededException {
        if (ZipArchive.mayEndAsOne(last)) {
            sink.gap(Unreadable.ARCHIVE.gap(
                    entry.path(),
                    entry.path(),
                    "it ends as a zip archive does and has " + entry.size()
                            + " bytes: an archive behind something else is looked for in files of up to "
                            + searched + " bytes"));
        }
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        UnpackingBudget budget = new UnpackingBudget(limits, entry.path());
        EntryReaders readers = new EntryReaders(entry.path(), inner, signs, sink);
        ArchiveWalk walk = new ArchiveWalk(entry.path(), readers, java, sink, limits, budget);
        try {
            walk.file(entry, content);
            readers.end();
        } catch (MalformedArchiveException e) {
            if (!RuntimeTestData.is(content)) {
                throw new MalformedContentException(Unreadable.ARCHIVE, String.valueOf(e.getMessage()));
            }
        } catch (MalformedContentException e) {
            if (!RuntimeTestData.is(content)) {
                throw e;
            }
        } catch (ExceededException e) {
            throw e.limit();
        } finally {
            sink.unpacked(budget.spent());
        }
    }
}
