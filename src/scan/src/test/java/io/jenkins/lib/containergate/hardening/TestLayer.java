package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entries of one layer, shown to the analyser without a tar around them. */
public final class TestLayer {
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    public TestLayer file(String path, int mode) {
        return file(path, mode, "#!");
    }

    public TestLayer file(String path, String content) {
        return file(path, 0644, content);
    }

    public TestLayer file(String path, int mode, String content) {
        return add(new LayerEntry(path, Kind.FILE, content.length(), mode, 0, 0, ""), content);
    }

    public TestLayer directory(String path, int mode) {
        return add(new LayerEntry(path, Kind.DIRECTORY, 0, mode, 0, 0, ""), "");
    }

    public TestLayer other(Kind kind, String path, int mode, String target) {
        return add(new LayerEntry(path, kind, 0, mode, 0, 0, target), "");
    }

    public TestLayer delete(String path) {
        deleted.add(path);
        return this;
    }

    private TestLayer add(LayerEntry entry, String content) {
        entries.add(new Entry(entry, content.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Whether this layer hides what a lower one has at the path. */
    boolean hides(String path) {
        return deleted.stream().anyMatch(gone -> path.equals(gone) || path.startsWith(gone + "/"))
                || entries.stream().anyMatch(entry -> entry.header.path().equals(path));
    }

    public LayerFileFacts facts() {
        LayerVisitor<LayerFileFacts> visitor = new FileFactsAnalyzer().visitor(new NoLayer());
        try {
            for (Entry entry : entries) {
                if (visitor.wants(entry.header, new byte[0])) {
                    visitor.visit(entry.header, entry);
                }
            }
            return visitor.finish();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private record Entry(LayerEntry header, byte[] content) implements FileContent {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public SeekableByteChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] bytes(int max) {
            return content.clone();
        }
    }

    private record NoLayer() implements Layer {
        @Override
        public int index() {
            return 0;
        }

        @Override
        public Descriptor descriptor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Digest diffId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open() {
            throw new UnsupportedOperationException();
        }
    }
}
