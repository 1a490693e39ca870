package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Where archives in base 64 begin in one text. */
final class EncodedArchives {
    /** In one text; more is nobody's settings. */
    private static final int MOST = 1_000;

    private final List<Long> begins = new ArrayList<>();
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

    boolean full() {
        return full;
    }

    List<Long> begins() {
        return List.copyOf(begins);
    }

    /** What is encoded from there on, as far as it goes. */
    InputStream decoded(FileContent content, long begin) throws IOException {
        InputStream text = new BufferedInputStream(kind.readable(content.open()));
        text.skipNBytes(begin);
        return new Base64Text(text);
    }
}
