package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.archive.TarBlock.TarNumber;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/**
 * Entries of a tar, one after the other, without a copy of what nobody asks for.
 *
 * <p>Extended (PAX) headers, GNU long names and all number forms are understood. Sparse files, entries of unknown type
 * and headers a runtime rejects are errors. Memory is bounded by one buffer and one extended header.
 */
public final class TarReader {
    private static final int BUFFER = 256 << 10;
    /** Extended headers and long names; runtimes have the same bound. */
    private static final int MAX_META_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    /** Position in the stream of the buffer's first byte. */
    private long bufferStart;
    /** Content of the current entry not yet consumed, and the padding after it. */
    private long left;

    private int padding;
    private boolean ended;
    private boolean endMarked;
    private ExtendedAttributes globalAttributes = ExtendedAttributes.none();

    public TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry, or empty at the end of the tar; what was not read of the entry before is skipped. */
    public Optional<TarHeader> next() throws IOException {
        PaxRecords pax = PaxRecords.none();
        ExtendedAttributes attributes = globalAttributes;
        Optional<String> longName = Optional.empty();
        Optional<String> longLink = Optional.empty();
        String notes = "";
        while (true) {
            skip(left + padding);
            left = 0;
            padding = 0;
            if (ended || !nextBlock()) {
                return Optional.empty();
            }
            TarHeader header = new TarBlock(buffer, position).header();
            position += TarBlock.SIZE;
            switch (header.type()) {
                case 'x' -> {
                    pax = PaxRecords.parse(meta(header));
                    attributes = attributes.and(pax.attributes());
                    notes = notes(notes, pax);
                }
                case 'g' -> {
                    // runtimes ignore a global header, and with it what was said about the next entry before
                    PaxRecords global = PaxRecords.parse(meta(header));
                    globalAttributes = globalAttributes.and(global.attributes());
                    notes = notes(notes, global);
                    attributes = attributes.and(globalAttributes);
                    pax = PaxRecords.none();
                    longName = Optional.empty();
                    longLink = Optional.empty();
                }
                case 'L' -> longName = text(meta(header));
                case 'K' -> longLink = text(meta(header));
                default -> {
                    return Optional.of(entry(header, pax, notes + header.notes(), attributes, longName, longLink));
                }
            }
        }
    }

    /** Of many headers before one entry, as much as one may hold. */
    private static String notes(String before, PaxRecords pax) throws MalformedArchiveException {
        String notes = before + pax.notes();
        if (notes.length() > MAX_META_BYTES) {
            throw new MalformedArchiveException(
                    "extended tar headers of one entry are larger than " + MAX_META_BYTES + " bytes");
        }
        return notes;
    }

    private TarHeader entry(
            TarHeader header,
            PaxRecords pax,
            String notes,
            ExtendedAttributes attributes,
            Optional<String> longName,
            Optional<String> longLink)
            throws MalformedArchiveException {
        String name = longName.or(() -> pax.text("path")).orElse(header.name());
        if (header.type() == 'S' || pax.sparse()) {
            throw new MalformedArchiveException(SafeText.quoted(name)
                    + " is stored as a sparse file; write the layer without the tar option --sparse");
        }
        char type = header.type();
        if (type == 0) {
            type = name.endsWith("/") ? TarHeader.DIRECTORY : TarHeader.FILE;
        }
        if (type < TarHeader.FILE || type > TarHeader.FIFO) {
            throw new MalformedArchiveException(
                    SafeText.quoted(name) + " has the tar entry type " + (int) type + ", which no runtime unpacks");
        }
        long size = decimal(pax, "size", header.size());
        if (size < 0 || header.size() < 0) {
            throw new MalformedArchiveException(SafeText.quoted(name) + " has a negative size");
        }
        left = type == TarHeader.FILE ? size : 0;
        padding = (int) (-left & TarBlock.SIZE - 1);
        return new TarHeader(
                name,
                type,
                left,
                header.mode(),
                decimal(pax, "uid", header.userId()),
                decimal(pax, "gid", header.groupId()),
                longLink.or(() -> pax.text("linkpath")).orElse(header.linkName()),
                notes,
                attributes);
    }

    private static long decimal(PaxRecords pax, String key, long otherwise) throws MalformedArchiveException {
        Optional<byte[]> value = pax.get(key);
        return value.isPresent() ? TarNumber.decimal(value.get(), key) : otherwise;
    }

    /** Content of a header that describes the next one. */
    private byte[] meta(TarHeader header) throws IOException {
        if (header.size() < 0 || header.size() > MAX_META_BYTES) {
            throw new MalformedArchiveException(
                    "an extended tar header of " + header.size() + " bytes is larger than " + MAX_META_BYTES);
        }
        left = header.size();
        padding = (int) (-left & TarBlock.SIZE - 1);
        byte[] content = new byte[(int) left];
        readFully(content);
        return content;
    }

    private static Optional<String> text(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(EntryName.decode(content, 0, end));
    }

    /** Makes the next header block available at the position; false at the end of the tar. */
    private boolean nextBlock() throws IOException {
        if (!require(TarBlock.SIZE)) {
            ended = true;
            return false;
        }
        if (!new TarBlock(buffer, position).isZero()) {
            return true;
        }
        position += TarBlock.SIZE;
        ended = true;
        if (require(TarBlock.SIZE)) {
            if (!new TarBlock(buffer, position).isZero()) {
                throw new MalformedArchiveException("a single zero block is between tar entries");
            }
            position += TarBlock.SIZE;
            endMarked = true;
        }
        return false;
    }

    /** Whether the tar ended with its end marker and not just with the stream. */
    public boolean endMarked() {
        return endMarked;
    }

    /** Position in the stream of the next byte of content. */
    public long offset() {
        return bufferStart + position;
    }

    /** The first bytes of the current entry's content, up to {@code max}, without consuming them. */
    public byte[] head(int max) throws IOException {
        int length = (int) Math.min(max, left);
        if (!require(length)) {
            throw truncated();
        }
        byte[] head = new byte[length];
        System.arraycopy(buffer, position, head, 0, length);
        return head;
    }

    /** Some content of the current entry, -1 when all was read. */
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        if (position == limit && !fill()) {
            throw truncated();
        }
        int count = (int) Math.min(Math.min(length, left), limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        left -= count;
        return count;
    }

    /** As much content as the array holds. */
    public void readFully(byte[] target) throws IOException {
        for (int done = 0; done < target.length; ) {
            int count = read(target, done, target.length - done);
            if (count < 0) {
                throw truncated();
            }
            done += count;
        }
    }

    /** Writes what is left of the current entry's content, straight from the buffer. */
    public void transferTo(OutputStream out) throws IOException {
        while (left > 0) {
            if (position == limit && !fill()) {
                throw truncated();
            }
            int count = (int) Math.min(left, limit - position);
            out.write(buffer, position, count);
            position += count;
            left -= count;
        }
    }

    /**
     * Reads the stream to its end, after the last entry.
     *
     * <p>Zero bytes may follow a tar (programs fill up to their block size). Anything else is an error: a runtime
     * ignores it, so no honest program writes it, and other readers may find files there.
     */
    public void finish() throws IOException {
        do {
            for (; position < limit; position++) {
                if (buffer[position] != 0) {
                    throw new MalformedArchiveException("something other than zeros follows the end of the tar");
                }
            }
        } while (fill());
    }

    /**
     * What follows the last entry, from its first byte on that is not zero; another archive, perhaps. To be read after the last
     * entry, and empty nearly always.
     */
    public InputStream rest() throws IOException {
        do {
            for (; position < limit; position++) {
                if (buffer[position] != 0) {
                    return new SequenceInputStream(new ByteArrayInputStream(buffer, position, limit - position), in);
                }
            }
        } while (fill());
        return InputStream.nullInputStream();
    }

    private void skip(long bytes) throws IOException {
        long rest = bytes;
        while (rest > 0) {
            if (position == limit) {
                long skipped = in.skip(rest);
                bufferStart += skipped;
                rest -= skipped;
                if (skipped == 0 && !fill()) {
                    throw truncated();
                }
            }
            int count = (int) Math.min(rest, limit - position);
            position += count;
            rest -= count;
        }
    }

    /** False when the stream ends exactly here; when it ends before enough bytes came, that is an error. */
    private boolean require(int bytes) throws IOException {
        while (limit - position < bytes) {
            if (!fill()) {
                if (limit == position) {
                    return bytes == 0;
                }
                throw truncated();
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            bufferStart += position;
            limit -= position;
            position = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    private static MalformedArchiveException truncated() {
        return new MalformedArchiveException("the tar ends too early");
    }
}
