package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.zip.ArchiveBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** What may be unpacked from one file and all archives inside it together. */
public final class UnpackingBudget {
    /** Opening an entry costs about as much as to read so many bytes. */
    public static final int ENTRY = 1 << 10;

    private static final long RATIO_APPLIES_FROM = 1 << 20;

    private final Limits limits;
    private final String file;
    private final ArchiveBudget archives;
    private long bytes;
    private long entries;

    public UnpackingBudget(Limits limits, String file) {
        this.limits = limits;
        this.file = file;
        this.archives = new ArchiveBudget(limits, file);
    }

    /** The part of it that zip archives draw on. */
    public ArchiveBudget archives() {
        return archives;
    }

    /** Bytes that were unpacked so far, those of zip archives included, with {@link #ENTRY} more for each entry that was read. */
    public long spent() {
        return bytes + archives.bytes() + (entries + archives.entries()) * ENTRY;
    }

    public void entry() throws LimitExceededException {
        if (++entries > limits.maxArchiveEntries()) {
            throw new LimitExceededException(file, "maxArchiveEntries", limits.maxArchiveEntries());
        }
    }

    /** The unpacked bytes of a stream; crossing a limit is an {@link ExceededException}. */
    public InputStream bound(InputStream stored, Compression compression) {
        Counting below = new Counting(stored);
        return new Bounded(compression.decompress(below), () -> below.count);
    }

    /** The same for a stream of which only the stored bytes are known that it and others come from. */
    public InputStream bound(InputStream unpacked, LongSupplier storedBytes) {
        return new Bounded(unpacked, storedBytes);
    }

    private void unpacked(long added, long total, long stored) throws ExceededException {
        bytes += added;
        if (bytes > limits.maxFileBytes()) {
            throw new ExceededException(new LimitExceededException(
                    "the unpacked content of " + file, "maxFileBytes", limits.maxFileBytes()));
        }
        if (total > RATIO_APPLIES_FROM && total / limits.maxCompressionRatio() > stored) {
            throw new ExceededException(
                    new LimitExceededException(file, "maxCompressionRatio", limits.maxCompressionRatio()));
        }
    }

    private static class Counting extends BulkInputStream.OnTop {
        long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private final class Bounded extends Counting {
        private final LongSupplier stored;

        Bounded(InputStream in, LongSupplier stored) {
            super(in);
            this.stored = stored;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            unpacked(Math.max(0, read), count, stored.getAsLong());
            return read;
        }
    }
}
