package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tags of one package header: a number of 16-byte index entries (tag, type, offset, count), then the data they point
 * to. Numbers are big-endian.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_header.html">RPM header format</a>
 */
final class HeaderTags {
    private static final int PREAMBLE = 8;
    private static final int ENTRY = 16;
    private static final int MAX_ENTRIES = 0xffff;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;
    private static final int I18N_STRING = 9;

    private final ByteBuffer header;
    private final int entries;
    private final int data;

    private HeaderTags(ByteBuffer header, int entries) {
        this.header = header;
        this.entries = entries;
        this.data = PREAMBLE + entries * ENTRY;
    }

    /** @param header without the magic number that package files have before it */
    static HeaderTags of(byte[] header) throws MalformedContentException {
        ByteBuffer bytes = ByteBuffer.wrap(header);
        if (header.length < PREAMBLE) {
            throw RpmDatabaseErrors.of("a package header is cut off");
        }
        int entries = bytes.getInt(0);
        int size = bytes.getInt(4);
        if (entries < 1
                || entries > MAX_ENTRIES
                || size < 0
                || PREAMBLE + (long) entries * ENTRY + size != header.length) {
            throw RpmDatabaseErrors.of("a package header has not the size it states");
        }
        return new HeaderTags(bytes, entries);
    }

    /** A text; of a list of texts the first. */
    Optional<String> string(int tag) throws MalformedContentException {
        int entry = find(tag);
        if (entry < 0) {
            return Optional.empty();
        }
        int type = header.getInt(entry + 4);
        if (type != STRING && type != STRING_ARRAY && type != I18N_STRING) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header is not a string");
        }
        int start = place(tag, entry, 1);
        return Optional.of(text(start, end(tag, start)));
    }

    /** All texts of a list; empty when the header has no such tag. */
    List<String> strings(int tag) throws MalformedContentException {
        int entry = find(tag);
        if (entry < 0) {
            return List.of();
        }
        if (header.getInt(entry + 4) != STRING_ARRAY) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header is not a list of strings");
        }
        int count = header.getInt(entry + 12);
        int at = place(tag, entry, count);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int end = end(tag, at);
            strings.add(text(at, end));
            at = end + 1;
        }
        return strings;
    }

    /** All numbers of a list; empty when the header has no such tag. */
    List<Integer> numbers(int tag) throws MalformedContentException {
        int entry = find(tag);
        if (entry < 0) {
            return List.of();
        }
        if (header.getInt(entry + 4) != INT32) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header is not a list of numbers");
        }
        int count = header.getInt(entry + 12);
        if (count > header.limit() / Integer.BYTES) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header lies outside of it");
        }
        int at = place(tag, entry, count * Integer.BYTES);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(header.getInt(at + i * Integer.BYTES));
        }
        return numbers;
    }

    private int end(int tag, int start) throws MalformedContentException {
        int end = start;
        while (end < header.limit() && header.get(end) != 0) {
            end++;
        }
        if (end == header.limit()) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header has no end");
        }
        return end;
    }

    private String text(int start, int end) {
        return new String(header.array(), start, end - start, StandardCharsets.UTF_8);
    }

    /** An unsigned 32-bit number. */
    Optional<Long> number(int tag) throws MalformedContentException {
        int entry = find(tag);
        if (entry < 0) {
            return Optional.empty();
        }
        if (header.getInt(entry + 4) != INT32) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header is not a number");
        }
        return Optional.of(Integer.toUnsignedLong(header.getInt(place(tag, entry, Integer.BYTES))));
    }

    private int find(int tag) throws MalformedContentException {
        int found = -1;
        for (int i = 0; i < entries; i++) {
            int entry = PREAMBLE + i * ENTRY;
            if (header.getInt(entry) == tag) {
                if (found >= 0) {
                    throw RpmDatabaseErrors.of("a package header has the tag " + tag + " twice");
                }
                found = entry;
            }
        }
        return found;
    }

    private int place(int tag, int entry, int length) throws MalformedContentException {
        int offset = header.getInt(entry + 8);
        if (offset < 0 || offset > header.limit() - data - length || header.getInt(entry + 12) < 1) {
            throw RpmDatabaseErrors.of("tag " + tag + " of a package header lies outside of it");
        }
        return data + offset;
    }
}
