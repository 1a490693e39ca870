package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Where the central directory lies. Chosen as {@code java.util.zip.ZipFile} chooses, so that a file made to look
 * different to different programs shows us what it shows the class loader.
 *
 * @param start position of the central directory
 * @param size its bytes
 * @param after position behind the record: of the archive's comment, and of what was appended
 * @param base position the archive's own offsets count from; more than 0 when something (a launch script) stands before
 *     the archive
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3.14 to 4.3.16</a>
 */
record EndOfCentralDirectory(long start, long size, long after, long base) {
    private static final int SIGNATURE = 0x06054b50;
    static final int LENGTH = 22;

    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_LENGTH = 20;
    private static final int SIGNATURE64 = 0x06064b50;
    private static final int LENGTH64 = 56;
    private static final long MAGIC = 0xffff_ffffL;
    private static final long EACH = 0x0101010101010101L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    static EndOfCentralDirectory find(SeekableByteChannel channel) throws IOException, MalformedContentException {
        EndOfCentralDirectory end = search(channel).orElseThrow(EndOfCentralDirectory::notAnArchive);
        if (!end.inside()) {
            throw new MalformedContentException(
                    Unreadable.ARCHIVE, "the end-of-central-directory record points outside the file");
        }
        return end;
    }

    /** The same of a file that need not be an archive: empty where it ends as none does. */
    static Optional<EndOfCentralDirectory> ifAny(SeekableByteChannel channel) throws IOException {
        return channel.size() < LENGTH ? Optional.empty() : search(channel).filter(EndOfCentralDirectory::inside);
    }

    /** False of a file that has nothing like one; quickly, since that is nearly every file. */
    static boolean possible(FileContent content) {
        if (content.size() < LENGTH) {
            return false;
        }
        if (content instanceof FileContent.MemoryContent small) {
            byte[] bytes = small.content();
            return possible(bytes, bytes.length);
        }
        return true;
    }

    /** @param length of the content, which the bytes begin with */
    static boolean possible(byte[] bytes, int length) {
        return length >= LENGTH && before(bytes, length - LENGTH + 1) >= 0;
    }

    private static Optional<EndOfCentralDirectory> search(SeekableByteChannel channel) throws IOException {
        long fileSize = channel.size();
        int window = (int) Math.min(fileSize, LayerReader.END_BYTES);
        long windowStart = fileSize - window;
        Optional<ByteBuffer> read = ChannelReads.at(channel, windowStart, window);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer tail = read.get();
        for (int at = before(tail.array(), window - LENGTH + 1); at >= 0; at = before(tail.array(), at)) {
            long position = windowStart + at;
            long size = Integer.toUnsignedLong(tail.getInt(at + 12));
            long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
            boolean exact = position + LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == fileSize;
            if (exact || pointsToEntries(channel, position, size, offset)) {
                return Optional.of(zip64(channel, position, size, offset)
                        .orElse(new EndOfCentralDirectory(
                                position - size, size, position + LENGTH, position - size - offset)));
            }
        }
        return Optional.empty();
    }

    /** Where the last signature begins that begins before {@code end}, or -1; its third byte is looked for in eight at once. */
    private static int before(byte[] tail, int end) {
        int third = end + 1;
        for (; third >= Long.BYTES + 1; third -= Long.BYTES) {
            int from = third - Long.BYTES + 1;
            for (long found = thirds((long) EIGHT.get(tail, from)); found != 0; found ^= Long.highestOneBit(found)) {
                int at = from + (Long.SIZE - 1 - Long.numberOfLeadingZeros(found)) / Byte.SIZE - 2;
                if (signature(tail, at)) {
                    return at;
                }
            }
        }
        for (; third >= 2; third--) {
            if (signature(tail, third - 2)) {
                return third - 2;
            }
        }
        return -1;
    }

    /** The highest bits of the bytes that are as the third of the signature, and of few others. */
    private static long thirds(long eight) {
        long zeroForIt = eight ^ 5 * EACH;
        return zeroForIt - EACH & ~zeroForIt & 0x80 * EACH;
    }

    private static boolean signature(byte[] tail, int at) {
        return tail[at + 2] == 5 && tail[at + 1] == 'K' && tail[at] == 'P' && tail[at + 3] == 6;
    }

    private static MalformedContentException notAnArchive() {
        return new MalformedContentException(
                Unreadable.ARCHIVE, "not a zip archive, or cut off: it has no end-of-central-directory record");
    }

    /** For archives with something appended behind them. */
    private static boolean pointsToEntries(SeekableByteChannel channel, long position, long size, long offset)
            throws IOException {
        long start = position - size;
        return ChannelReads.signature(channel, start, CentralDirectory.SIGNATURE)
                && ChannelReads.signature(channel, start - offset, CentralDirectory.LOCAL_SIGNATURE);
    }

    private static Optional<EndOfCentralDirectory> zip64(
            SeekableByteChannel channel, long position, long size, long offset) throws IOException {
        Optional<ByteBuffer> locator = ChannelReads.at(channel, position - LOCATOR64_LENGTH, LOCATOR64_LENGTH)
                .filter(bytes -> bytes.getInt(0) == LOCATOR64);
        if (locator.isEmpty()) {
            return Optional.empty();
        }
        long position64 = locator.get().getLong(8);
        Optional<ByteBuffer> record =
                ChannelReads.at(channel, position64, LENGTH64).filter(bytes -> bytes.getInt(0) == SIGNATURE64);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        long size64 = record.get().getLong(40);
        long offset64 = record.get().getLong(48);
        if ((size != MAGIC && size != size64) || (offset != MAGIC && offset != offset64)) {
            return Optional.empty();
        }
        return Optional.of(new EndOfCentralDirectory(
                position64 - size64, size64, position + LENGTH, position64 - size64 - offset64));
    }

    private boolean inside() {
        return size >= 0 && start >= 0 && base >= 0;
    }
}
