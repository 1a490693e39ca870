package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LastBytes;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive read through its central directory, in memory that depends neither on its size nor on its number of
 * entries, as long as these lie in the order of the directory. Content that no central directory names does not exist
 * for a class loader, nor here; of two entries of one name both are seen.
 */
public final class ZipArchive implements Closeable {
    /** Bytes of one without entries. */
    public static final int SMALLEST = EndOfCentralDirectory.LENGTH;

    private static final int CHUNK = 16 << 10;
    private static final int LOCAL_HEADER = 30;
    /** Bytes of a local header and what an entry begins with. */
    private static final int BEGINNING = 1 << 10;

    private final SeekableByteChannel channel;
    private final EndOfCentralDirectory end;
    private final ArchiveBudget budget;
    /** One for all entries, which are many and small. */
    private final Inflater inflater = new Inflater(true);

    private final ByteBuffer stored = ByteBuffer.allocate(CHUNK);
    private final byte[] chunk = new byte[CHUNK];
    /** Made when it is needed: many archives have nothing but classes. */
    private @Nullable EntryEnds entryEnds;

    private final TakenRanges taken = new TakenRanges();
    private long first = Long.MAX_VALUE;

    private ZipArchive(SeekableByteChannel channel, EndOfCentralDirectory end, ArchiveBudget budget) {
        this.channel = channel;
        this.end = end;
        this.budget = budget;
    }

    /**
     * To be closed, which leaves the channel open.
     *
     * @throws MalformedContentException when it is no zip archive
     */
    public static ZipArchive open(SeekableByteChannel channel, ArchiveBudget budget)
            throws IOException, MalformedContentException {
        return new ZipArchive(channel, EndOfCentralDirectory.find(channel), budget);
    }

    /** The archive that a file ends with which need not be one; empty where it ends as no archive does. */
    public static Optional<ZipArchive> behind(SeekableByteChannel channel, ArchiveBudget budget) throws IOException {
        return EndOfCentralDirectory.ifAny(channel).map(end -> new ZipArchive(channel, end, budget));
    }

    /** Whether a file ends as a zip archive does, whatever it begins with. */
    public static boolean isBehind(FileContent content) throws IOException {
        if (!EndOfCentralDirectory.possible(content)) {
            return false;
        }
        try (SeekableByteChannel channel = content.channel()) {
            return EndOfCentralDirectory.ifAny(channel).isPresent();
        }
    }

    /** Whether a file of which these are the last bytes may end as a zip archive does. */
    public static boolean mayEndAsOne(byte[] last) {
        return EndOfCentralDirectory.possible(last, last.length);
    }

    /** The same of content that is read to its end. */
    public static boolean mayEndAsOne(InputStream content) throws IOException {
        LastBytes last = new LastBytes(LayerReader.END_BYTES);
        content.transferTo(last);
        return mayEndAsOne(last.bytes());
    }

    /** The content before the first entry that {@link #forEach} has shown: a script, a picture, another archive. */
    public SeekableByteChannel beginning() {
        return new ChannelRange(channel, 0, Math.max(0, Math.min(first, end.start())));
    }

    /**
     * What lies between the entries that were shown and named by none, and before the directory. To be asked when all content was
     * read.
     */
    public List<SeekableByteChannel> between() {
        return taken.gaps(end.start()).stream()
                .map(gap -> (SeekableByteChannel) new ChannelRange(channel, gap.from(), gap.to() - gap.from()))
                .toList();
    }

    /** Its comment, and what was appended to it. */
    public SeekableByteChannel ending() throws IOException {
        return new ChannelRange(channel, end.after(), Math.max(0, channel.size() - end.after()));
    }

    /** Takes the entries in the order of the central directory. */
    public interface MemberVisitor {
        void visit(ZipMember member) throws IOException, GateException, MalformedContentException, InterruptedException;
    }

    public void forEach(MemberVisitor visitor)
            throws IOException, GateException, MalformedContentException, InterruptedException {
        CentralDirectory directory = new CentralDirectory(channel, end, budget);
        for (Optional<ZipMember> member = directory.next(); member.isPresent(); member = directory.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while reading an archive");
            }
            if (!member.get().empty()) {
                first = Math.min(first, end.base() + member.get().headerOffset());
            }
            visitor.visit(member.get());
        }
    }

    /** Up to {@code max} bytes of the content; more is not read. */
    public byte[] head(ZipMember member, int max)
            throws IOException, LimitExceededException, MalformedContentException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        copy(member, head, max);
        return head.toByteArray();
    }

    /** Whether an entry begins with these few bytes. With one read and next to no memory, since it is asked of each class. */
    public boolean begins(ZipMember member, byte[] expected)
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
    public SeekableByteChannel channel(ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException {
        if (member.method() == ZipMember.STORED && !member.encrypted()) {
            return data(member);
        }
        try (Spool spool = new Spool(member.size())) {
            copy(member, spool, Long.MAX_VALUE);
            return spool.finish();
        }
    }

    /**
     * How an entry begins, and whether it may end as a zip archive does, which programs look at that open one, whatever its name
     * and its beginning. Reads all of a compressed one.
     *
     * @param head bytes of the beginning, or all of a shorter entry
     */
    public EntryLook look(ZipMember member, int head)
            throws IOException, LimitExceededException, MalformedContentException {
        if (member.method() == ZipMember.STORED) {
            ChannelRange data = data(member);
            return new EntryLook(
                    head(member, head), EndOfCentralDirectory.ifAny(data).isPresent());
        }
        EntryEnds ends = entryEnds == null ? new EntryEnds() : entryEnds;
        entryEnds = ends;
        ends.clear(head);
        copy(member, ends, Long.MAX_VALUE);
        return new EntryLook(ends.head(), ends.mayEndAnArchive());
    }

    /** What {@link #look} sees of an entry. */
    public record EntryLook(byte[] head, boolean mayEndAnArchive) {}

    private ChannelRange data(ZipMember member) throws IOException, MalformedContentException {
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

    /** Counts an entry that nobody reads as shown, see {@link #between}. */
    public void pass(ZipMember member) throws IOException {
        try {
            data(member);
        } catch (MalformedContentException e) {
            // what lies there is between entries
        }
    }

    private void copy(ZipMember member, OutputStream out, long max)
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
