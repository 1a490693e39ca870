package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The objects of a pack of git in their order, differences resolved.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
final class GitPack {
    private static final int HEADER = 12;
    private static final int OFFSET_DELTA = 6;
    private static final int REFERENCE_DELTA = 7;
    private static final int CHUNK = 16 << 10;
    /** Differences on one another; git makes at most 250, and 50 if it is not asked. */
    private static final int LONGEST_CHAIN = 1000;
    /** Objects that others can name as their base; packs on disk name nearly all by their place. */
    private static final int MOST_KNOWN = 200_000;

    private static final long CACHED = 16 << 20;

    private final SeekableByteChannel channel;
    private final int largest;
    private final long mostWork;
    private final GitHash hash;
    private final Inflater inflater = new Inflater();
    private final Map<String, Long> offsets = new HashMap<>();
    /** Of the last objects, by their offsets: most are the base of one that follows. */
    private final LinkedHashMap<Long, GitObject> cache = new LinkedHashMap<>(64, 0.75f, true);

    private long cached;
    private long end;
    private long work;
    private int withoutBase;

    /**
     * @param largest bytes of one object
     * @param hash of the repository; a wrong one finds every object that is not based on another by its id
     * @param mostWork bytes that are unpacked and put together, of all objects and the bases of each
     */
    GitPack(SeekableByteChannel channel, GitHash hash, int largest, long mostWork) {
        this.channel = channel;
        this.hash = hash;
        this.largest = largest;
        this.mostWork = mostWork;
    }

    /** Takes the objects; may refuse any of them. */
    interface Visitor {
        /** @return whether it is wanted again when all others have been shown; then the answer does not matter */
        boolean object(GitObject object) throws IOException, GateException, InterruptedException;

        /** One that is larger than what is kept in memory. */
        void tooLarge(long bytes);
    }

    /** @throws MalformedArchiveException when it is damaged; what comes before the damage has been shown then */
    void forEach(Visitor visitor) throws IOException, GateException, InterruptedException {
        List<Long> again = new ArrayList<>();
        boolean whole = false;
        try {
            whole = inOrder(visitor, again);
        } catch (MalformedArchiveException | BufferUnderflowException e) {
            // told below, after what is known of it
        }
        try {
            for (long offset : again) {
                Entry entry = entry(offset);
                GitObject object = resolved(offset, entry, inflate(entry));
                if (object != null) {
                    visitor.object(object);
                }
            }
        } finally {
            inflater.end();
        }
        if (!whole) {
            throw damaged();
        }
    }

    /** @return whether it ends where it should */
    private boolean inOrder(Visitor visitor, List<Long> again) throws IOException, GateException, InterruptedException {
        long count = Integer.toUnsignedLong(read(0, HEADER).getInt(8));
        long at = HEADER;
        for (long i = 0; i < count; i++) {
            Entry entry = entry(at);
            if (entry.size > largest) {
                skip(entry);
                visitor.tooLarge(entry.size);
            } else {
                byte[] data = inflate(entry);
                long next = end;
                GitObject object = resolved(at, entry, data);
                end = next;
                if (object != null) {
                    if (offsets.size() < MOST_KNOWN) {
                        offsets.put(object.id(), at);
                    }
                    if (visitor.object(object)) {
                        again.add(at);
                    }
                }
            }
            at = end;
        }
        long rest = channel.size() - at;
        // a checksum as long as the ids
        return rest == GitHash.SHA_1.length() || rest == GitHash.SHA_256.length();
    }

    /** Objects that differ from one that is not here, or is too large. */
    int withoutBase() {
        return withoutBase;
    }

    private record Entry(int type, long size, long base, long data) {}

    private Entry entry(long offset) throws IOException {
        ByteBuffer head = read(offset, 64);
        int c = head.get() & 0xff;
        int type = c >> 4 & 7;
        long size = c & 15;
        for (int shift = 4; (c & 0x80) != 0; shift += 7) {
            if (shift > 56) {
                throw damaged();
            }
            c = head.get() & 0xff;
            size |= (long) (c & 0x7f) << shift;
        }
        long base = -1;
        if (type == OFFSET_DELTA) {
            c = head.get() & 0xff;
            long distance = c & 0x7f;
            while ((c & 0x80) != 0 && distance < Long.MAX_VALUE >> 8) {
                c = head.get() & 0xff;
                distance = distance + 1 << 7 | c & 0x7f;
            }
            base = offset - distance;
            if (distance <= 0 || base < HEADER) {
                throw damaged();
            }
        } else if (type == REFERENCE_DELTA) {
            byte[] id = new byte[hash.length()];
            head.get(id);
            base = offsets.getOrDefault(GitObject.hex(id), -1L);
        } else if (type < 1 || type > 4) {
            throw damaged();
        }
        return new Entry(type, size, base, offset + head.position());
    }

    /** Null when there is no base for it. */
    private @org.jspecify.annotations.Nullable GitObject resolved(long offset, Entry entry, byte[] data)
            throws IOException {
        Deque<byte[]> differences = new ArrayDeque<>();
        Entry at = entry;
        long where = offset;
        byte[] content = data;
        GitObject base = null;
        while (at.type >= OFFSET_DELTA) {
            differences.push(content);
            if (at.base < 0 || differences.size() > LONGEST_CHAIN) {
                withoutBase++;
                return null;
            }
            where = at.base;
            base = cache.get(where);
            if (base != null) {
                break;
            }
            at = entry(where);
            if (at.size > largest) {
                withoutBase++;
                return null;
            }
            content = inflate(at);
        }
        if (base == null) {
            base = GitObject.of(at.type, content, hash);
            remember(where, base);
        }
        while (!differences.isEmpty()) {
            base = GitObject.of(base.type(), applied(base.content(), differences.pop()), hash);
        }
        remember(offset, base);
        return base;
    }

    private void remember(long offset, GitObject object) {
        if (cache.put(offset, object) == null) {
            cached += object.content().length;
        }
        for (Iterator<GitObject> eldest = cache.values().iterator(); cached > CACHED && cache.size() > 1; ) {
            cached -= eldest.next().content().length;
            eldest.remove();
        }
    }

    private byte[] applied(byte[] base, byte[] difference) throws IOException {
        try {
            GitDelta delta = new GitDelta(difference);
            if (delta.baseSize() != base.length || delta.size() > largest) {
                throw damaged();
            }
            worked(delta.size());
            return delta.applied(base);
        } catch (BufferUnderflowException
                | BufferOverflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    private byte[] inflate(Entry entry) throws IOException {
        worked(entry.size);
        byte[] content = new byte[(int) entry.size];
        if (inflate(entry, content) != entry.size) {
            throw damaged();
        }
        return content;
    }

    private void worked(long bytes) throws ExceededException {
        work += bytes;
        if (work > mostWork) {
            throw new ExceededException(
                    new LimitExceededException("the unpacked content of a pack of git", "maxFileBytes", mostWork));
        }
    }

    private void skip(Entry entry) throws IOException {
        worked(entry.size);
        inflate(entry, new byte[CHUNK]);
    }

    /** Into one buffer over and over when it is too small; the end of the stored data is kept. */
    private long inflate(Entry entry, byte[] target) throws IOException {
        inflater.reset();
        long total = 0;
        long stored = entry.data;
        byte[] beyond = new byte[1];
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    ByteBuffer chunk = read(stored, CHUNK);
                    if (!chunk.hasRemaining()) {
                        throw damaged();
                    }
                    stored += chunk.remaining();
                    inflater.setInput(chunk);
                }
                boolean whole = total < entry.size && target.length == entry.size;
                int count = whole
                        ? inflater.inflate(target, (int) total, target.length - (int) total)
                        : inflater.inflate(total < entry.size ? target : beyond);
                total += count;
                if (total > entry.size || count == 0 && inflater.needsDictionary()) {
                    throw damaged();
                }
            }
        } catch (DataFormatException e) {
            throw damaged();
        }
        end = stored - inflater.getRemaining();
        return total;
    }

    /** As many bytes as there are. */
    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) > 0) {
            // until there is no more
        }
        buffer.flip();
        if (position < HEADER && buffer.remaining() < HEADER) {
            throw damaged();
        }
        return buffer;
    }

    private static MalformedArchiveException damaged() {
        return new MalformedArchiveException("it is a pack of git objects that is damaged");
    }
}
