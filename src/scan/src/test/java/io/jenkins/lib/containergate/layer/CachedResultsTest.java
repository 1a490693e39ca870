package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.analysis.InventoryAnalyzer;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedResultsTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final LayerBuilder BASE = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
            .file(STATUS, "Package: a\nVersion: 1\n\n")
            .file("broken.jar", "x")
            .file("etc/passwd", "root:x:0:0::/:/bin/sh\n");
    private static final LayerBuilder TOP = layer().whiteout("broken.jar")
            .file("app/node_modules/b/package.json", "{\"name\":\"b\",\"version\":\"2\"}");

    @TempDir
    Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private Limits limits = Limits.defaults();
    private LayerCache cache;

    @BeforeEach
    void cache() throws GateException {
        cache = LayerCache.open(directory.resolve("cache"), "1.0", 1 << 30, Clock.systemUTC());
    }

    /** A layer that counts how often it is opened. */
    private static class Counted implements Layer {
        private final Layer layer;
        private final boolean foundByDigest;
        private final Digest diffId;
        private final AtomicInteger opened;

        Counted(Layer layer, boolean foundByDigest, Digest diffId, AtomicInteger opened) {
            this.layer = layer;
            this.foundByDigest = foundByDigest;
            this.diffId = diffId;
            this.opened = opened;
        }

        @Override
        public int index() {
            return layer.index();
        }

        @Override
        public Descriptor descriptor() {
            return layer.descriptor();
        }

        @Override
        public Digest diffId() {
            return diffId;
        }

        @Override
        public boolean foundByDigest() {
            return foundByDigest;
        }

        @Override
        public InputStream open() throws IOException {
            opened.incrementAndGet();
            return layer.open();
        }
    }

    /** Something that is done while an image's archive is open. */
    private interface Use {
        void on(Image image) throws Exception;
    }

    private void withImage(LayerBuilder layer, Use use) throws Exception {
        withImage(List.of(layer), use);
    }

    private void withImage(List<LayerBuilder> layers, Use use) throws Exception {
        Path archive = Files.createTempFile(directory, "image", ".tar");
        OciLayout.of(Scans.image(layers.toArray(LayerBuilder[]::new))).writeArchive(archive);
        try (ImageSource source = ImageSources.standard(directory)
                .open(ImageLocation.parse("oci-archive:" + archive), Limits.defaults())) {
            use.on(source.resolve(Optional.empty(), Scans.noDeadline()).get(0));
        }
    }

    private static Image with(Image image, Layer... layers) {
        return new Image(
                image.reference(),
                image.repository(),
                image.digest(),
                image.manifestDigest(),
                image.indexDigest(),
                image.configDigest(),
                image.config(),
                List.of(layers));
    }

    private PackageInventory scan(boolean registry, LayerBuilder... layers) throws Exception {
        List<PackageInventory> inventories = new ArrayList<>();
        withImage(
                List.of(layers),
                image -> inventories.add(scan(with(
                        image,
                        image.layers().stream()
                                .map(layer -> new Counted(layer, registry, layer.diffId(), opened))
                                .toArray(Layer[]::new)))));
        return inventories.get(0);
    }

    private PackageInventory scan(Image image) throws GateException, InterruptedException {
        InventoryAnalyzer inventory = InventoryAnalyzer.standard(limits, InventoryLimits.defaults());
        ImageScan scan = new ParallelLayerReader(limits, 2, directory)
                .keeping(cache)
                .read(image, List.of(inventory, new FileFactsAnalyzer()), Scans.noDeadline(), ProgressListener.none());
        return inventory.inventory(scan, image);
    }

    @Test
    void aLayerFromARegistryIsNotOpenedASecondTimeAndSaysTheSame() throws Exception {
        PackageInventory first = scan(true, BASE, TOP);
        assertThat(opened).hasValue(2);
        assertThat(first.packages()).hasSize(2);
        assertThat(scan(true, BASE, TOP)).isEqualTo(first);
        assertThat(opened).hasValue(2);
    }

    @Test
    void anImageThatSharesItsBaseReadsItsOwnLayersOnly() throws Exception {
        scan(true, BASE);
        assertThat(scan(true, BASE, TOP).packages()).hasSize(2);
        assertThat(opened).hasValue(2);
    }

    @Test
    void aLayerOfALocalArchiveIsHashedAgainButNotUnpacked() throws Exception {
        PackageInventory first = scan(false, BASE, TOP);
        assertThat(scan(false, BASE, TOP)).isEqualTo(first);
        assertThat(opened).hasValue(4);
    }

    @Test
    void aLocalLayerThatIsDamagedIsAnErrorAlthoughItsResultsAreKept() throws Exception {
        scan(false, BASE);
        withImage(BASE, image -> {
            Layer layer = image.layers().get(0);
            byte[] stored = layer.open().readAllBytes();
            stored[stored.length / 2] ^= 1;
            Layer damaged = new Counted(layer, false, layer.diffId(), opened) {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(stored);
                }
            };
            assertThatThrownBy(() -> scan(with(image, damaged)))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("has the digest");
        });
    }

    @Test
    void anImageThatClaimsTheDiffIdOfACleanLayerForAnotherIsAnError() throws Exception {
        withImage(BASE, clean -> {
            scan(with(
                    clean,
                    new Counted(
                            clean.layers().get(0), true, clean.layers().get(0).diffId(), opened)));
            Digest claimed = clean.layers().get(0).diffId();
            withImage(
                    TOP,
                    other -> assertThatThrownBy(() ->
                                    scan(with(other, new Counted(other.layers().get(0), true, claimed, opened))))
                            .isInstanceOf(GateException.class)
                            .hasMessageContaining("has the diff ID"));
        });
    }

    @Test
    void otherLimitsAreAnotherQuestion() throws Exception {
        scan(true, BASE);
        limits = new Limits(8 << 20, 512, 64L << 30, 2_000, 1, 4_096, 40, 2L << 30, 8, 500_000);
        assertThatThrownBy(() -> scan(true, BASE))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("maxEntries");
    }

    @Test
    void keptResultsThatMakeNoSenseAreMadeAgain() throws Exception {
        PackageInventory first = scan(true, BASE);
        try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[100]);
            }
        }
        assertThat(scan(true, BASE)).isEqualTo(first);
        assertThat(opened).hasValue(2);
        scan(true, BASE);
        assertThat(opened).hasValue(2);
    }

    @Test
    void resultsOfAnAnalyserThatDoesNotSayHowToKeepThemAreNotKept() {
        assertThat(CachedResults.of(cache, List.of(new RecordingAnalyzer()), limits))
                .isEmpty();
    }
}
