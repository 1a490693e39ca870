package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZUtils;

/**
 * Kinds of archives that images are not made of and that may lie in them, read with Commons Compress. Whatever it throws
 * says that the archive cannot be read, not that the search failed.
 */
public final class CommonsCompressArchives {
    /** Name of what follows a cpio archive. */
    public static final String AFTER_END = "(after its end)";

    /** What {@code xz -9} needs: 64 MiB of dictionary and a little more. An archive that asks for more is refused. */
    private static final int MAX_KIB = 66 << 10;
    /** Bytes; some hundred thousand entries. */
    private static final long MAX_HEADER = 32 << 20;

    /** Takes what an archive holds, one after the other. */
    @FunctionalInterface
    public interface Visitor {
        void entry(String name, InputStream in) throws IOException, GateException, InterruptedException;
    }

    private CommonsCompressArchives() {}

    /**
     * What one compressed stream unpacks to.
     *
     * @throws MalformedArchiveException here and from the stream, when it cannot be unpacked
     */
    public static InputStream unpacked(ArchiveFormat format, FileContent content, UnpackingBudget budget)
            throws IOException {
        return switch (format) {
            case GZIP -> budget.bound(content.open(), Compression.GZIP);
            case ZSTD -> budget.bound(content.open(), Compression.ZSTD);
            case ZLIB -> budget.bound(new Guarded(new InflaterInputStream(content.open())), content::size);
            default -> xzOrBzip2(format, content, budget);
        };
    }

    private static InputStream xzOrBzip2(ArchiveFormat format, FileContent content, UnpackingBudget budget)
            throws IOException {
        needXz(format == ArchiveFormat.XZ);
        InputStream stored = content.open();
        try {
            InputStream decoder = format == ArchiveFormat.XZ
                    ? XZCompressorInputStream.builder()
                            .setInputStream(stored)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(MAX_KIB)
                            .get()
                    : new BZip2CompressorInputStream(stored, true);
            return budget.bound(new Guarded(decoder), content::size);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw malformed(e);
        }
    }

    public static void forEach(ArchiveFormat format, FileContent content, UnpackingBudget budget, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        if (format == ArchiveFormat.SEVEN_ZIP) {
            needXz(true);
            sevenZip(content, budget, visitor);
        } else if (format == ArchiveFormat.CPIO) {
            cpio(content, budget, visitor);
        } else {
            ar(content, budget, visitor);
        }
    }

    /** Where an archive that was read ends in its file; of the others what follows is an entry. */
    public static long end(ArchiveFormat format, FileContent content) throws IOException {
        if (format != ArchiveFormat.SEVEN_ZIP) {
            return content.size();
        }
        try (SeekableByteChannel archive = content.channel()) {
            return SevenZipHeaderSize.end(archive);
        }
    }

    private static void sevenZip(FileContent content, UnpackingBudget budget, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        try (SevenZFile archive = open(content)) {
            for (SevenZArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
                budget.entry();
                if (entry.hasStream() && !entry.isDirectory()) {
                    visitor.entry(
                            String.valueOf(entry.getName()),
                            budget.bound(new Guarded(new CurrentEntry(archive)), content::size));
                }
            }
        }
    }

    private static SevenZFile open(FileContent content) throws IOException {
        try (SeekableByteChannel archive = content.channel()) {
            if (SevenZipHeaderSize.of(archive) > MAX_HEADER) {
                throw new UnsupportedArchiveException("its header asks for more memory than an honest one needs");
            }
        }
        try {
            return SevenZFile.builder()
                    .setSeekableByteChannel(content.channel())
                    .setMaxMemoryLimitKiB(MAX_KIB)
                    .get();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static SevenZArchiveEntry next(SevenZFile archive) throws IOException {
        try {
            return archive.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static void ar(FileContent content, UnpackingBudget budget, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        try (ArArchiveInputStream archive = new ArArchiveInputStream(content.open())) {
            for (ArArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
                budget.entry();
                visitor.entry(entry.getName(), budget.bound(new Guarded(archive), content::size));
            }
        }
    }

    private static void cpio(FileContent content, UnpackingBudget budget, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        try (InputStream stored = content.open();
                CpioArchiveInputStream archive = new CpioArchiveInputStream(stored)) {
            for (CpioArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
                budget.entry();
                if (entry.getSize() > 0) {
                    visitor.entry(String.valueOf(entry.getName()), budget.bound(new Guarded(archive), content::size));
                }
            }
            // another archive, as the file system after the microcode of an initial file system
            int next = stored.read();
            while (next == 0) {
                next = stored.read();
            }
            if (next > 0) {
                PushbackInputStream rest = new PushbackInputStream(stored);
                rest.unread(next);
                visitor.entry(AFTER_END, budget.bound(rest, content::size));
            }
        }
    }

    private static CpioArchiveEntry next(CpioArchiveInputStream archive) throws IOException {
        try {
            return archive.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static ArArchiveEntry next(ArArchiveInputStream archive) throws IOException {
        try {
            return archive.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static void needXz(boolean needed) throws MalformedArchiveException {
        if (needed && !XZUtils.isXZCompressionAvailable()) {
            throw new UnsupportedArchiveException("the library that unpacks xz is missing here");
        }
    }

    /** Says what is wrong by kind: a message may hold what the archive holds. */
    private static MalformedArchiveException malformed(Exception e) {
        String problem = "it is damaged, encrypted or made to exhaust memory ("
                + e.getClass().getSimpleName() + ")";
        return e instanceof MemoryLimitException
                ? new UnsupportedArchiveException(problem)
                : new MalformedArchiveException(problem);
    }

    /** The entry a 7z archive is at. */
    private static final class CurrentEntry extends BulkInputStream {
        private final SevenZFile archive;

        CurrentEntry(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : archive.read(target, offset, length);
        }
    }

    private static final class Guarded extends BulkInputStream.OnTop {
        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (IOException | RuntimeException e) {
                throw malformed(e);
            }
        }
    }
}
