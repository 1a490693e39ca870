package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.benchmarks.ImageScan.Secrets;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.testkit.image.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Scanning a whole image: the floor, this scanner cold and with a cache, and Trivy when it is on this machine. Each is run
 * a few times by turns, and the best counts.
 */
public final class ScanBenchmark {
    private static final long MIB = 1 << 20;
    private static final int ROUNDS = 3;

    private static final String FLOOR = "floor: decompress and hash";
    private static final String PACKAGES = "cold scan, packages and file facts";
    private static final String COLD = "cold scan, packages and secrets";
    private static final String CLOSED = "cold scan, packages and secrets, archives stay closed";
    private static final String LOCAL = "second scan, layers in a local archive";
    private static final String REMOTE = "second scan, layers in a registry";
    private static final String AGAIN = "scan of the image built again, 1 % of its files changed";
    private static final String AGAIN_FLOOR = "floor of the image built again";
    private static final String TRIVY = "Trivy, packages and secrets";

    private static final Map<String, String> SHORT = Map.of(
            FLOOR,
            "the floor",
            AGAIN_FLOOR,
            "its floor",
            COLD,
            "the cold scan",
            CLOSED,
            "the scan with closed archives");

    private final Path directory;
    private final PrintStream out;
    private final int threads = Runtime.getRuntime().availableProcessors();

    ScanBenchmark(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /** @param args directory for the images; size of each in MiB (1024); trees the files come from ({@code /}) */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/benchmarks"));
        long bytes = (args.length > 1 ? Long.parseLong(args[1]) : 1024) * MIB;
        List<String> roots = args.length > 2 ? Arrays.asList(args).subList(2, args.length) : List.of("/");
        ScanBenchmark benchmark = new ScanBenchmark(directory, System.out);
        for (String root : roots) {
            for (Compression compression : new Compression[] {Compression.GZIP, Compression.NONE}) {
                BenchmarkImage image = new BenchmarkImage(bytes, 4, compression);
                benchmark.run(
                        image.write(Path.of(root), directory),
                        image.builtAgain().write(Path.of(root), directory),
                        root + ", " + compression);
            }
        }
    }

    private void run(Path layout, Path again, String title) throws Exception {
        Runs runs = new Runs();
        Trivy peer = new Trivy(directory);
        ImageScan scan = new ImageScan(layout, directory, threads);
        ImageScan rebuilt = new ImageScan(again, directory, threads);
        long[] total = {0};
        int[] packages = {0};
        for (int round = 0; round < ROUNDS; round++) {
            LayerCache kept = LayerCache.open(
                    Files.createTempDirectory(directory, "kept"), "benchmark", 1L << 30, Clock.systemUTC());
            runs.add(FLOOR, () -> total[0] = scan.with(image -> new Floor(threads).run(image)));
            runs.add(
                    PACKAGES,
                    () -> packages[0] = scan.with(image -> scan.inspect(image, Optional.empty(), Secrets.NONE)));
            runs.add(COLD, () -> scan.with(image -> scan.inspect(image, Optional.of(kept), Secrets.EVERYWHERE)));
            runs.add(CLOSED, () -> scan.with(image -> scan.inspect(image, Optional.empty(), Secrets.OUTSIDE_ARCHIVES)));
            runs.add(LOCAL, () -> scan.with(image -> scan.inspect(image, Optional.of(kept), Secrets.EVERYWHERE)));
            runs.add(
                    REMOTE,
                    () -> scan.with(
                            image -> scan.inspect(ByDigest.image(image), Optional.of(kept), Secrets.EVERYWHERE)));
            runs.add(AGAIN_FLOOR, () -> rebuilt.with(image -> new Floor(threads).run(image)));
            runs.add(AGAIN, () -> rebuilt.with(image -> rebuilt.inspect(image, Optional.of(kept), Secrets.EVERYWHERE)));
            if (peer.present()) {
                runs.add(TRIVY, () -> peer.scan(layout));
            }
        }
        print(
                "%n%s layers, %d MiB uncompressed, %d packages, %d threads, heap of %d MiB%n",
                title,
                total[0] / MIB,
                packages[0],
                threads,
                Runtime.getRuntime().maxMemory() / MIB);
        print("| what | seconds | processor | ratio | target |%n|---|---|---|---|---|%n");
        row(runs, FLOOR, FLOOR, "");
        row(runs, PACKAGES, FLOOR, "");
        row(runs, COLD, FLOOR, "<= 1.5 x the floor");
        row(runs, CLOSED, FLOOR, "");
        row(runs, LOCAL, FLOOR, "");
        row(runs, REMOTE, FLOOR, "nothing");
        row(runs, AGAIN, AGAIN_FLOOR, "<= 1.3 x its floor (gzip), 2 x (plain)");
        if (peer.present()) {
            row(runs, TRIVY, COLD, ">= 2 x the cold scan");
            row(runs, TRIVY, CLOSED, "");
        }
    }

    private void row(Runs runs, String what, String compared, String target) {
        Measurement measured = runs.best(what);
        Measurement other = runs.best(compared);
        String ratio = what.equals(compared)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f x %s (processor %.2f x)",
                        measured.ratio(other),
                        SHORT.get(compared),
                        measured.cpuRatio(other));
        print(
                "| %s | %.2f | %.2f | %s | %s |%n",
                what, measured.wall().toMillis() / 1000.0, measured.cpu().toMillis() / 1000.0, ratio, target);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }

    /** The best measurement of each thing that is measured. */
    private static final class Runs {
        private final Map<String, Measurement> best = new HashMap<>();

        void add(String what, Measurement.Work work) throws Exception {
            best.merge(what, Measurement.of(work), Measurement::best);
        }

        Measurement best(String what) {
            Measurement measured = best.get(what);
            if (measured == null) {
                throw new NoSuchElementException(what);
            }
            return measured;
        }
    }

    /** A layer as it would be in a registry, without the time the network takes. */
    private record ByDigest(Layer layer) implements Layer {
        static Image image(Image image) {
            return new Image(
                    image.reference(),
                    image.repository(),
                    image.digest(),
                    image.manifestDigest(),
                    image.indexDigest(),
                    image.configDigest(),
                    image.config(),
                    image.layers().stream().<Layer>map(ByDigest::new).toList());
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
            return layer.diffId();
        }

        @Override
        public boolean foundByDigest() {
            return true;
        }

        @Override
        public InputStream open() throws IOException {
            return layer.open();
        }
    }
}
