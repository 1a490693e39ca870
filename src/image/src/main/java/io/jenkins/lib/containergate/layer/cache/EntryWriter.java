package io.jenkins.lib.containergate.layer.cache;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes numbers and texts compactly; a text that was written before takes two or three bytes. */
public final class EntryWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> written = new HashMap<>();

    public void number(long value) {
        long rest = value << 1 ^ value >> 63;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
    }

    /** A text keeps lone surrogates, which names of files may hold. */
    public void text(String text) {
        Integer before = written.putIfAbsent(text, written.size() + 1);
        if (before != null) {
            number(before);
            return;
        }
        number(0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            number(0);
            bytes(utf8);
        } else {
            number(1);
            ByteBuffer pairs = ByteBuffer.allocate(2 * text.length());
            pairs.asCharBuffer().put(text);
            bytes(pairs.array());
        }
    }

    public void bytes(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
    }

    /** Numbers and bytes of another one; its texts have a numbering of their own. */
    public void append(EntryWriter other) {
        if (!other.written.isEmpty()) {
            throw new IllegalArgumentException("texts are numbered from the beginning of an entry");
        }
        out.writeBytes(other.toByteArray());
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
