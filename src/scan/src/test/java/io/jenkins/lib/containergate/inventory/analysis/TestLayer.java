package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One layer, entry by entry, shown to the standard inventory readers as a layer reader would. */
public final class TestLayer {
    private record Entry(LayerEntry entry, FileContent content) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private Limits limits = Limits.defaults();
    private InventoryLimits inventoryLimits = InventoryLimits.defaults();

    public static TestLayer layer() {
        return new TestLayer();
    }

    public static TestLayer file(String path, String text) {
        return layer().with(path, text);
    }

    public static TestLayer file(String path, byte[] bytes) {
        return layer().with(path, bytes);
    }

    public TestLayer with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestLayer with(String path, byte[] bytes) {
        return with(path, new BytesContent(bytes));
    }

    public TestLayer with(String path, FileContent content) {
        entries.add(new Entry(new LayerEntry(path, Kind.FILE, content.size(), 0644, 0, 0, ""), content));
        return this;
    }

    public TestLayer symlink(String path, String target) {
        return link(Kind.SYMBOLIC_LINK, path, target);
    }

    public TestLayer hardLink(String path, String target) {
        return link(Kind.HARD_LINK, path, target);
    }

    private TestLayer link(Kind kind, String path, String target) {
        entries.add(new Entry(new LayerEntry(path, kind, 0, 0777, 0, 0, target), new BytesContent(new byte[0])));
        return this;
    }

    /** Whites out a path of lower layers. */
    public TestLayer deleting(String path) {
        deleted.add(path);
        return this;
    }

    public TestLayer limits(Limits value) {
        limits = value;
        return this;
    }

    public TestLayer limits(InventoryLimits value) {
        inventoryLimits = value;
        return this;
    }

    List<String> deleted() {
        return deleted;
    }

    Stream<LayerEntry> entries() {
        return entries.stream().map(Entry::entry);
    }

    public List<FoundPackage> packages() throws GateException, IOException, InterruptedException {
        return inventory().files().stream()
                .flatMap(file -> Stream.concat(
                        file.database().stream().flatMap(db -> db.packages().stream()), file.packages().stream()))
                .toList();
    }

    /** Each package as {@code NAME VERSION}. */
    public List<String> names() throws GateException, IOException, InterruptedException {
        return packages().stream().map(p -> p.name() + " " + p.version()).toList();
    }

    public List<InventoryGap> gaps() throws GateException, IOException, InterruptedException {
        return inventory().files().stream()
                .flatMap(file -> file.gaps().stream())
                .toList();
    }

    /** Each gap as {@code RULE PATH}. */
    public List<String> gapRules() throws GateException, IOException, InterruptedException {
        return gaps().stream().map(gap -> gap.rule() + " " + gap.path()).toList();
    }

    public LayerInventory inventory() throws GateException, IOException, InterruptedException {
        LayerVisitor<LayerInventory> visitor =
                InventoryAnalyzer.standard(limits, inventoryLimits).visitor(new Unread(0));
        for (Entry entry : entries) {
            byte[] head = new byte[0];
            if (entry.entry.kind() == Kind.FILE) {
                try (InputStream in = entry.content.open()) {
                    head = in.readNBytes(4096);
                }
            }
            if (visitor.wants(entry.entry, Arrays.copyOf(head, head.length))) {
                visitor.visit(entry.entry, entry.content);
            }
        }
        return visitor.finish();
    }

    static Digest diffId(int index) {
        return Digest.of(new byte[] {(byte) index});
    }

    private record Unread(int index) implements Layer {
        @Override
        public Descriptor descriptor() {
            return Descriptor.of("application/octet-stream", diffId(), 0);
        }

        @Override
        public Digest diffId() {
            return TestLayer.diffId(index);
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }
}
