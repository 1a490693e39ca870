package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.layer.cache.EntryReader;
import io.jenkins.lib.containergate.layer.cache.EntryWriter;
import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen in files, by fingerprint. Of more than it may hold, those not used for the longest time go first. For
 * several threads.
 */
final class FileTable {
    static final int MAX_FILES = 150_000;
    /** Bytes of all values. */
    static final int MAX_BYTES = 16 << 20;
    /** Tables written since a file was used; more are not told apart. */
    private static final int OLDEST = 100;

    private final int maxFiles;
    private final long maxBytes;
    private final Map<Fingerprint, Seen> files = new HashMap<>();
    /** Nearly all files hold nothing, which is one value. */
    private final Map<ByteBuffer, byte[]> values = new HashMap<>();

    private long bytes;
    private boolean changed;

    FileTable(int maxFiles, long maxBytes) {
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    /** A SHA-256 over all that a value depends on. */
    record Fingerprint(long a, long b, long c, long d) {
        static final int BYTES = 32;

        static Fingerprint read(ByteBuffer digest) {
            return new Fingerprint(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        }

        void write(ByteBuffer digest) {
            digest.putLong(a).putLong(b).putLong(c).putLong(d);
        }
    }

    /** What is known of one file; {@code unused} counts tables written since it was asked for. */
    private static final class Seen {
        private final byte[] value;
        private int unused;

        Seen(byte[] value, int unused) {
            this.value = value;
            this.unused = unused;
        }
    }

    /** Reads what {@link #toByteArray} wrote. */
    static FileTable read(byte[] entry, int maxFiles, long maxBytes) throws CorruptEntryException {
        FileTable table = new FileTable(maxFiles, maxBytes);
        EntryReader in = new EntryReader(entry);
        List<byte[]> values = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            values.add(in.bytes());
        }
        ByteBuffer keys = ByteBuffer.wrap(in.bytes());
        while (keys.remaining() >= Fingerprint.BYTES) {
            Fingerprint key = Fingerprint.read(keys);
            byte[] value = values.get(in.index(values.size()));
            table.add(key, value, in.index(OLDEST + 1));
        }
        in.end();
        table.asWritten();
        return table;
    }

    private synchronized void asWritten() {
        changed = false;
    }

    synchronized Optional<byte[]> get(Fingerprint file) {
        Seen seen = files.get(file);
        if (seen == null) {
            return Optional.empty();
        }
        seen.unused = 0;
        return Optional.of(seen.value);
    }

    void put(Fingerprint file, byte[] value) {
        add(file, value, 0);
    }

    /** While it is filled it may hold twice as much: what is old goes when it is written. */
    private synchronized void add(Fingerprint file, byte[] value, int unused) {
        if (files.size() >= 2L * maxFiles || bytes + value.length > 2 * maxBytes) {
            return;
        }
        byte[] shared = values.putIfAbsent(ByteBuffer.wrap(value), value);
        if (shared == null) {
            bytes += value.length;
        }
        files.put(file, new Seen(shared == null ? value : shared, unused));
        changed = true;
    }

    /** Whether anything was put into it. */
    synchronized boolean changed() {
        return changed;
    }

    synchronized byte[] toByteArray() {
        List<Map.Entry<Fingerprint, Seen>> newest = new ArrayList<>(files.entrySet());
        newest.sort(Comparator.comparingInt(file -> file.getValue().unused));
        Map<ByteBuffer, Integer> places = new HashMap<>();
        List<byte[]> written = new ArrayList<>();
        EntryWriter rest = new EntryWriter();
        ByteBuffer keys = ByteBuffer.allocate(Math.min(maxFiles, newest.size()) * Fingerprint.BYTES);
        long size = 0;
        for (Map.Entry<Fingerprint, Seen> file : newest) {
            Seen seen = file.getValue();
            Integer place = places.get(ByteBuffer.wrap(seen.value));
            if (!keys.hasRemaining() || place == null && size + seen.value.length > maxBytes) {
                break;
            }
            if (place == null) {
                place = written.size();
                places.put(ByteBuffer.wrap(seen.value), place);
                written.add(seen.value);
                size += seen.value.length;
            }
            file.getKey().write(keys);
            rest.number(place);
            rest.number(Math.min(OLDEST, seen.unused + 1));
        }
        EntryWriter out = new EntryWriter();
        out.number(written.size());
        written.forEach(out::bytes);
        byte[] block = new byte[keys.position()];
        keys.flip().get(block);
        out.bytes(block);
        out.append(rest);
        return out.toByteArray();
    }
}
