package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Where the central directory lies. Chosen as {@code java.util.zip.ZipFile} chooses, so that a file made to look
 * different to different programs shows us what it shows the class loader.
 *
 * @param start position of the central directory
 * @param size its bytes
 * @param base position the archive's own offsets count from; more than 0 when something (a launch script) stands before
 *     the archive
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3.14 to 4.3.16</a>
 */
record EndOfCentralDirectory(long start, long size, long base) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_LENGTH = 20;
    private static final int SIGNATURE64 = 0x06064b50;
    private static final int LENGTH64 = 56;
    private static final long MAGIC = 0xffff_ffffL;

    static EndOfCentralDirectory find(SeekableByteChannel channel) throws IOException, MalformedContentException {
        long fileSize = channel.size();
        int window = (int) Math.min(fileSize, LENGTH + MAX_COMMENT);
        long windowStart = fileSize - window;
        ByteBuffer tail =
                ChannelReads.at(channel, windowStart, window).orElseThrow(EndOfCentralDirectory::notAnArchive);
        for (int at = window - LENGTH; at >= 0; at--) {
            if (tail.getInt(at) != SIGNATURE) {
                continue;
            }
            long position = windowStart + at;
            long size = Integer.toUnsignedLong(tail.getInt(at + 12));
            long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
            boolean exact = position + LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == fileSize;
            if (exact || pointsToEntries(channel, position, size, offset)) {
                return checked(zip64(channel, position, size, offset)
                        .orElse(new EndOfCentralDirectory(position - size, size, position - size - offset)));
            }
        }
        throw notAnArchive();
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
        return Optional.of(new EndOfCentralDirectory(position64 - size64, size64, position64 - size64 - offset64));
    }

    private static EndOfCentralDirectory checked(EndOfCentralDirectory end) throws MalformedContentException {
        if (end.size < 0 || end.start < 0 || end.base < 0) {
            throw new MalformedContentException(
                    Unreadable.ARCHIVE, "the end-of-central-directory record points outside the file");
        }
        return end;
    }
}
