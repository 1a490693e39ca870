package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a central directory entry by entry in constant memory; the channel may be used for other reads in between.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3.12, 4.5.3</a>
 */
final class CentralDirectory {
    static final int SIGNATURE = 0x02014b50;
    static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int HEADER = 46;
    private static final int BUFFER = 16 << 10;
    private static final int ZIP64_EXTRA = 1;
    /** No secret is shorter. */
    static final int SHORTEST_NOTE = 16;
    /** Extra fields: sizes, times of NTFS and Unix, owners, alignment. */
    private static final Set<Integer> NUMBERS = Set.of(ZIP64_EXTRA, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xd935);

    private static final long MAGIC = 0xffff_ffffL;

    private final SeekableByteChannel channel;
    private final EndOfCentralDirectory end;
    private final ArchiveBudget budget;
    private ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long next;

    CentralDirectory(SeekableByteChannel channel, EndOfCentralDirectory end, ArchiveBudget budget) {
        this.channel = channel;
        this.end = end;
        this.budget = budget;
        this.next = end.start();
    }

    /** The next entry; empty after the last. */
    Optional<ZipMember> next() throws IOException, LimitExceededException, MalformedContentException {
        if (consumed() == end.size()) {
            return Optional.empty();
        }
        ByteBuffer header = take(HEADER);
        if (header.getInt(0) != SIGNATURE) {
            throw malformed("the central directory holds something else than entries");
        }
        int flags = Short.toUnsignedInt(header.getShort(8));
        int method = Short.toUnsignedInt(header.getShort(10));
        long compressed = Integer.toUnsignedLong(header.getInt(20));
        long size = Integer.toUnsignedLong(header.getInt(24));
        int nameLength = Short.toUnsignedInt(header.getShort(28));
        int extraLength = Short.toUnsignedInt(header.getShort(30));
        int commentLength = Short.toUnsignedInt(header.getShort(32));
        long offset = Integer.toUnsignedLong(header.getInt(42));
        budget.entry(HEADER + (long) nameLength + extraLength + commentLength);

        byte[] name = new byte[nameLength];
        take(nameLength).get(name);
        ByteBuffer fields = take(extraLength);
        String note = extraLength + commentLength < SHORTEST_NOTE ? "" : note(fields.duplicate());
        ByteBuffer extra = zip64(fields);
        size = size == MAGIC && extra.remaining() >= 8 ? extra.getLong() : size;
        compressed = compressed == MAGIC && extra.remaining() >= 8 ? extra.getLong() : compressed;
        offset = offset == MAGIC && extra.remaining() >= 8 ? extra.getLong() : offset;
        byte[] comment = new byte[commentLength];
        take(commentLength).get(comment);
        note = commentLength == 0 ? note : note + new String(comment, StandardCharsets.UTF_8);
        if (size < 0 || compressed < 0 || offset < 0) {
            throw malformed("an entry has a negative size or position");
        }
        return Optional.of(new ZipMember(
                new String(name, StandardCharsets.UTF_8), method, (flags & 1) != 0, compressed, size, note, offset));
    }

    /** Extra fields of kinds that hold more than numbers, a line each. */
    static String note(ByteBuffer extra) {
        StringBuilder note = new StringBuilder();
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.order(ByteOrder.LITTLE_ENDIAN).getShort());
            byte[] field = new byte[Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining())];
            extra.get(field);
            if (!NUMBERS.contains(id) && field.length >= SHORTEST_NOTE) {
                note.append(new String(field, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return note.toString();
    }

    private long consumed() {
        return next - buffer.remaining() - end.start();
    }

    /** The ZIP64 field among the extra fields, empty when there is none. */
    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == ZIP64_EXTRA) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    /** The next bytes of the directory; a view that stays valid, as each refill makes a new buffer. */
    private ByteBuffer take(int length) throws IOException, MalformedContentException {
        if (consumed() + length > end.size()) {
            throw malformed("the central directory ends in the middle of an entry");
        }
        if (buffer.remaining() < length) {
            refill(length);
        }
        ByteBuffer taken = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + length);
        return taken;
    }

    private void refill(int needed) throws IOException, MalformedContentException {
        ByteBuffer fresh = ByteBuffer.allocate(Math.max(BUFFER, needed)).order(ByteOrder.LITTLE_ENDIAN);
        fresh.put(buffer);
        long left = end.start() + end.size() - next;
        fresh.limit((int) Math.min(fresh.capacity(), fresh.position() + left));
        channel.position(next);
        while (fresh.hasRemaining()) {
            int read = channel.read(fresh);
            if (read < 0) {
                throw malformed("the central directory ends before its last entry");
            }
            next += read;
        }
        buffer = fresh.flip();
    }

    private static MalformedContentException malformed(String problem) {
        return new MalformedContentException(Unreadable.ARCHIVE, problem);
    }
}
