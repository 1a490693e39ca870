package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads the content of the entries of one archive, in memory that does not depend on their size. */
final class EntryContents implements Closeable {
    private static final int CHUNK = 16 << 10;
    private static final int LOCAL_HEADER = 30;
    /** Bytes of a local header and what an entry begins with. */
    private static final int BEGINNING = 1 << 10;

    private final SeekableByteChannel channel;
    private final EndOfCentralDirectory end;
    private final ArchiveBudget budget;
    private final TakenRanges taken;
    /** One for all entries, which are many and small. */
    private final Inflater inflater = new Inflater(true);

    private final ByteBuffer stored = ByteBuffer.allocate(CHUNK);
    private final byte[] chunk = new byte[CHUNK];

    /** @param taken gets what the entries that are read take of the archive */
    EntryContents(SeekableByteChannel channel, EndOfCentralDirectory end, ArchiveBudget budget, TakenRanges taken) {
        this.channel = channel;
        this.end = end;
        this.budget = budget;
        this.taken = taken;
    }

    /** Up to {@code max} bytes of the content; more is not read. */
    byte[] head(ZipMember member, int max) throws IOException, LimitExceededException, MalformedContentException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        copy(member, head, max);
        return head.toByteArray();
    }

    /** Whether an entry begins with these few bytes. With one read and next to no memory, since it is asked of each class. */
    boolean begins(ZipMember member, byte[] expected)
            throws IOException, LimitExceededException, MalformedContentException {
        long header = end.base() + member.headerOffset();
        if (header < 0 || header >= channel.size()) {
            return false;
        }
        stored.clear().limit(BEGINNING);
        channel.position(header);
        while (stored.hasRemaining() && channel.read(stored) >= 0) {
            // on to what is needed
        }
        byte[] local = stored.array();
        int filled = stored.position();
        int start = filled < LOCAL_HEADER
                ? filled
                : LOCAL_HEADER
                        + (local[26] & 0xff | (local[27] & 0xff) << 8)
                        + (local[28] & 0xff | (local[29] & 0xff) << 8);
        int length = (int) Math.min(filled - start, member.compressedSize());
        if (length < BEGINNING / 2 && length < member.compressedSize() || member.encrypted() || start == filled) {
            return Arrays.equals(head(member, expected.length), expected);
        }
        if (member.method() == ZipMember.STORED) {
            return length >= expected.length
                    && Arrays.equals(local, start, start + expected.length, expected, 0, expected.length);
        }
        if (member.method() != ZipMember.DEFLATED || local[0] != 'P') {
            return false;
        }
        try {
            inflater.reset();
            inflater.setInput(local, start, length);
            int count = inflater.inflate(chunk, 0, expected.length);
            return count == expected.length
                    ? Arrays.equals(chunk, 0, count, expected, 0, count)
                    : Arrays.equals(head(member, expected.length), expected);
        } catch (DataFormatException e) {
            return false;
        }
    }

    /**
     * The content for random access, to be closed by the caller: a view of this archive when the entry is stored, a
     * spooled copy otherwise.
     */
    SeekableByteChannel channel(ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException {
        if (member.method() == ZipMember.STORED && !member.encrypted()) {
            return data(member);
        }
        try (Spool spool = new Spool(member.size())) {
            copy(member, spool, Long.MAX_VALUE);
            return spool.finish();
        }
    }

    /** An entry as it is stored, compressed or not. */
    ChannelRange data(ZipMember member) throws IOException, MalformedContentException {
        if (member.encrypted()) {
            throw malformed(member, "is encrypted");
        }
        long header = end.base() + member.headerOffset();
        ByteBuffer local = ChannelReads.at(channel, header, LOCAL_HEADER)
                .filter(bytes -> bytes.getInt(0) == CentralDirectory.LOCAL_SIGNATURE)
                .orElseThrow(() -> malformed(member, "has no local header"));
        long start = header
                + LOCAL_HEADER
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        if (member.compressedSize() > end.start() - start) {
            throw malformed(member, "reaches beyond the archive's content");
        }
        taken.add(header, extraOf(local, start));
        taken.add(start, start + member.compressedSize());
        return new ChannelRange(channel, start, member.compressedSize());
    }

    /** Where extra fields begin in a local header that are more than numbers, or else its end. */
    private long extraOf(ByteBuffer local, long end) throws IOException {
        int length = Short.toUnsignedInt(local.getShort(28));
        if (length < CentralDirectory.SHORTEST_NOTE) {
            return end;
        }
        boolean noted = ChannelReads.at(channel, end - length, length)
                .filter(extra -> !CentralDirectory.note(extra).isEmpty())
                .isPresent();
        return noted ? end - length : end;
    }

    /** Up to {@code max} bytes of the content; more is not read. */
    void copy(ZipMember member, OutputStream out, long max)
            throws IOException, LimitExceededException, MalformedContentException {
        switch (member.method()) {
            case ZipMember.STORED -> copyStored(data(member), out, max);
            case ZipMember.DEFLATED -> inflate(member, out, max);
            default -> throw malformed(member, "uses compression method " + member.method() + ", which Java has not");
        }
    }

    private void copyStored(ChannelRange data, OutputStream out, long max) throws IOException, LimitExceededException {
        long total = 0;
        while (total < max && data.read(stored.clear()) > 0) {
            int count = (int) Math.min(stored.position(), max - total);
            total += count;
            budget.inflated(count, total, total);
            out.write(stored.array(), 0, count);
        }
    }

    private void inflate(ZipMember member, OutputStream out, long max)
            throws IOException, LimitExceededException, MalformedContentException {
        ChannelRange data = data(member);
        inflater.reset();
        stored.clear().limit(0);
        try {
            long total = 0;
            while (!inflater.finished() && total < max) {
                int count = inflater.inflate(chunk, 0, (int) Math.min(chunk.length, max - total));
                total += count;
                budget.inflated(count, total, inflater.getBytesRead());
                out.write(chunk, 0, count);
                if (count == 0 && !inflater.finished()) {
                    if (inflater.needsDictionary() || data.read(stored.clear()) <= 0) {
                        throw malformed(member, "is cut off");
                    }
                    inflater.setInput(stored.flip());
                }
            }
        } catch (DataFormatException e) {
            throw malformed(member, "is not deflated data");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static MalformedContentException malformed(ZipMember member, String problem) {
        return new MalformedContentException(
                Unreadable.ARCHIVE, "entry " + SafeText.quoted(member.name()) + " " + problem);
    }
}
