package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LastBytes;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive read through its central directory, in memory that depends neither on its size nor on its number of
 * entries, as long as these lie in the order of the directory. Content that no central directory names does not exist
 * for a class loader, nor here; of two entries of one name both are seen.
 */
public final class ZipArchive implements Closeable {
    /** Bytes of one without entries. */
    public static final int SMALLEST = EndOfCentralDirectory.LENGTH;

    private final SeekableByteChannel channel;
    private final EndOfCentralDirectory end;
    private final ArchiveBudget budget;
    private final EntryContents contents;
    /** Made when it is needed: many archives have nothing but classes. */
    private @Nullable EntryEnds entryEnds;

    private final TakenRanges taken = new TakenRanges();
    private long first = Long.MAX_VALUE;

    private ZipArchive(SeekableByteChannel channel, EndOfCentralDirectory end, ArchiveBudget budget) {
        this.channel = channel;
        this.end = end;
        this.budget = budget;
        this.contents = new EntryContents(channel, end, budget, taken);
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
        return contents.head(member, max);
    }

    /** Whether an entry begins with these few bytes. With one read and next to no memory, since it is asked of each class. */
    public boolean begins(ZipMember member, byte[] expected)
            throws IOException, LimitExceededException, MalformedContentException {
        return contents.begins(member, expected);
    }

    /**
     * The content for random access, to be closed by the caller: a view of this archive when the entry is stored, a
     * spooled copy otherwise.
     */
    public SeekableByteChannel channel(ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException {
        return contents.channel(member);
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
            ChannelRange data = contents.data(member);
            return new EntryLook(
                    contents.head(member, head),
                    EndOfCentralDirectory.ifAny(data).isPresent());
        }
        EntryEnds ends = entryEnds == null ? new EntryEnds() : entryEnds;
        entryEnds = ends;
        ends.clear(head);
        contents.copy(member, ends, Long.MAX_VALUE);
        return new EntryLook(ends.head(), ends.mayEndAnArchive());
    }

    /** What {@link #look} sees of an entry. */
    public record EntryLook(byte[] head, boolean mayEndAnArchive) {}

    /** Counts an entry that nobody reads as shown, see {@link #between}. */
    public void pass(ZipMember member) throws IOException {
        try {
            contents.data(member);
        } catch (MalformedContentException e) {
            // what lies there is between entries
        }
    }

    @Override
    public void close() {
        contents.close();
    }
}
