package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Archives in base 64 in one text, and uuencoded data: where they begin, or as they stand in what is decoded from it. */
final class EncodedArchives {
    /** In one text; more is nobody's settings. */
    private static final int MOST = 1_000;

    /** Characters of those in what is decoded, which are held in memory. */
    private static final int MOST_HELD = 16 << 20;

    private final List<Begin> begins = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private int heldLength;
    private TextKind kind = TextKind.PLAIN;
    private boolean full;

    /** One as it stands in what was decoded, which is not there any more. */
    record Held(byte[] text, TextEncoding encoding) {}

    private record Begin(long at, TextEncoding encoding) {}

    void of(TextKind text) {
        kind = text;
    }

    void add(long begin, TextEncoding encoding) {
        full |= begins.size() >= MOST;
        if (!full) {
            begins.add(new Begin(begin, encoding));
        }
    }

    void add(Held encoded) {
        full |= held.size() >= MOST || heldLength + encoded.text().length > MOST_HELD;
        if (!full) {
            held.add(encoded);
            heldLength += encoded.text().length;
        }
    }

    boolean full() {
        return full;
    }

    /** One of them, opened for what it decodes to. */
    interface Encoded {
        InputStream decoded() throws IOException;

        TextEncoding encoding();
    }

    /** @param content of the text */
    List<Encoded> in(FileContent content) {
        List<Encoded> all = new ArrayList<>();
        for (Begin begin : begins) {
            all.add(encoded(begin.encoding(), () -> {
                InputStream text = new BufferedInputStream(kind.readable(content.open()));
                text.skipNBytes(begin.at());
                return text;
            }));
        }
        for (Held each : held) {
            all.add(encoded(each.encoding(), () -> new ByteArrayInputStream(each.text())));
        }
        return all;
    }

    @FunctionalInterface
    private interface Text {
        InputStream open() throws IOException;
    }

    /** What is encoded from there on, as far as it goes. */
    private static Encoded encoded(TextEncoding encoding, Text text) {
        return new Encoded() {
            @Override
            public InputStream decoded() throws IOException {
                return encoding.decoded(text.open());
            }

            @Override
            public TextEncoding encoding() {
                return encoding;
            }
        };
    }
}
