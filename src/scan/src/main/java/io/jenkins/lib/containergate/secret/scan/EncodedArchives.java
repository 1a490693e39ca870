package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Archives in base 64 in one text: where they begin, or as they stand in what is decoded from it. */
final class EncodedArchives {
    /** In one text; more is nobody's settings. */
    private static final int MOST = 1_000;

    /** Characters of those in what is decoded, which are held in memory. */
    private static final int MOST_HELD = 16 << 20;

    private final List<Long> begins = new ArrayList<>();
    private final List<byte[]> held = new ArrayList<>();
    private int heldLength;
    private TextKind kind = TextKind.PLAIN;
    private boolean full;

    void of(TextKind text) {
        kind = text;
    }

    void add(long begin) {
        full |= begins.size() >= MOST;
        if (!full) {
            begins.add(begin);
        }
    }

    void add(byte[] encoded) {
        full |= held.size() >= MOST || heldLength + encoded.length > MOST_HELD;
        if (!full) {
            held.add(encoded);
            heldLength += encoded.length;
        }
    }

    boolean full() {
        return full;
    }

    /** One of them, opened for what it decodes to. */
    @FunctionalInterface
    interface Encoded {
        InputStream decoded() throws IOException;
    }

    /** @param content of the text */
    List<Encoded> in(FileContent content) {
        List<Encoded> all = new ArrayList<>();
        begins.forEach(begin -> all.add(() -> decoded(content, begin)));
        held.forEach(encoded -> all.add(() -> new Base64Text(new ByteArrayInputStream(encoded))));
        return all;
    }

    /** What is encoded from there on, as far as it goes. */
    private InputStream decoded(FileContent content, long begin) throws IOException {
        InputStream text = new BufferedInputStream(kind.readable(content.open()));
        text.skipNBytes(begin);
        return new Base64Text(text);
    }
}
