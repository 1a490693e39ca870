package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link EntryWriter} wrote. Nothing it returns is larger than the bytes that are there. */
public final class EntryReader {
    private final ByteBuffer in;
    private final List<String> known = new ArrayList<>();

    public EntryReader(byte[] entry) {
        this.in = ByteBuffer.wrap(entry);
    }

    public long number() throws CorruptEntryException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw new CorruptEntryException("an entry that is cut off");
            }
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new CorruptEntryException("a number without end");
    }

    /** A number from 0 to {@code below - 1}. */
    public int index(int below) throws CorruptEntryException {
        long value = number();
        if (value < 0 || value >= below) {
            throw new CorruptEntryException("a number beyond " + below);
        }
        return (int) value;
    }

    /** How many values follow, each of at least one byte. */
    public int count() throws CorruptEntryException {
        long count = number();
        if (count < 0 || count > in.remaining()) {
            throw new CorruptEntryException("an entry that is cut off");
        }
        return (int) count;
    }

    public String text() throws CorruptEntryException {
        int before = index(known.size() + 1);
        if (before > 0) {
            return known.get(before - 1);
        }
        String text = index(2) == 0 ? new String(bytes(), StandardCharsets.UTF_8) : characters(bytes());
        known.add(text);
        return text;
    }

    private static String characters(byte[] pairs) {
        char[] characters = new char[pairs.length / 2];
        ByteBuffer.wrap(pairs).asCharBuffer().get(characters);
        return new String(characters);
    }

    public byte[] bytes() throws CorruptEntryException {
        int length = count();
        byte[] bytes = Arrays.copyOfRange(in.array(), in.position(), in.position() + length);
        in.position(in.position() + length);
        return bytes;
    }

    public void end() throws CorruptEntryException {
        if (in.hasRemaining()) {
            throw new CorruptEntryException("an entry with something after its end");
        }
    }
}
