package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps every entry, and the content of those files it is told to want. */
final class RecordingAnalyzer implements LayerAnalyzer<List<RecordingAnalyzer.Seen>> {
    /** @param content of a wanted file */
    record Seen(LayerEntry entry, String head, Optional<String> content) {
        String path() {
            return entry.path();
        }
    }

    private final Predicate<LayerEntry> wanted;

    RecordingAnalyzer() {
        this(entry -> true);
    }

    RecordingAnalyzer(Predicate<LayerEntry> wanted) {
        this.wanted = wanted;
    }

    @Override
    public String id() {
        return "recording";
    }

    @Override
    public LayerVisitor<List<Seen>> visitor(Layer layer) {
        return new LayerVisitor<>() {
            private final List<Seen> seen = new ArrayList<>();

            @Override
            public boolean wants(LayerEntry entry, byte[] head) {
                seen.add(new Seen(entry, text(head), Optional.empty()));
                return wanted.test(entry);
            }

            @Override
            public void visit(LayerEntry entry, FileContent content) throws IOException {
                Seen last = seen.remove(seen.size() - 1);
                try (InputStream in = content.open()) {
                    seen.add(new Seen(entry, last.head(), Optional.of(text(in.readAllBytes()))));
                }
            }

            @Override
            public List<Seen> finish() {
                return seen;
            }
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
