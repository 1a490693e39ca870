package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.Compression;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Scanning a whole image: the floor, this scanner cold and with a cache, and Trivy when it is on this machine. Each is run
 * a few times by turns, and the best counts.
 */
public final class ScanBenchmark {
    private static final long MIB = 1 << 20;
    private static final int ROUNDS = 3;

    private final Path directory;
    private final PrintStream out;
    private final Limits limits = Limits.defaults();
    private final int threads = Runtime.getRuntime().availableProcessors();

    ScanBenchmark(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /** @param args directory for the image; size in MiB (1024); tree the files come from ({@code /}) */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/benchmarks"));
        long bytes = (args.length > 1 ? Long.parseLong(args[1]) : 1024) * MIB;
        Path root = Path.of(args.length > 2 ? args[2] : "/");
        ScanBenchmark benchmark = new ScanBenchmark(directory, System.out);
        for (Compression compression : new Compression[] {Compression.GZIP, Compression.NONE}) {
            benchmark.run(new BenchmarkImage(bytes, 4, compression).write(root, directory), compression);
        }
    }

    private void run(Path layout, Compression compression) throws Exception {
        long[] total = {0};
        Optional<Measurement> floor = Optional.empty();
        Optional<Measurement> cold = Optional.empty();
        Optional<Measurement> trivy = Optional.empty();
        Trivy peer = new Trivy(directory);
        InspectedImage inspected = null;
        for (int round = 0; round < ROUNDS; round++) {
            floor = best(
                    floor, Measurement.of(() -> total[0] = withImage(layout, image -> new Floor(threads).run(image))));
            InspectedImage[] result = new InspectedImage[1];
            cold = best(cold, Measurement.of(() -> result[0] = withImage(layout, image -> inspect(image, layout))));
            inspected = result[0];
            if (peer.present()) {
                trivy = best(trivy, Measurement.of(() -> peer.scan(layout)));
            }
        }
        Measurement least = floor.orElseThrow();
        Measurement ours = cold.orElseThrow();
        print(
                "%n%s layers, %d MiB uncompressed, %d packages, %d threads, heap of %d MiB%n",
                compression,
                total[0] / MIB,
                inspected.inventory().packages().size(),
                threads,
                Runtime.getRuntime().maxMemory() / MIB);
        print("| what | seconds | processor | ratio | target |%n|---|---|---|---|---|%n");
        row("floor: decompress and hash", least, "", "");
        row(
                "cold scan, packages and file facts",
                ours,
                String.format(
                        Locale.ROOT, "%.2f x the floor (processor %.2f x)", ours.ratio(least), ours.cpuRatio(least)),
                "<= 1.5 x the floor");
        trivy.ifPresent(other -> row(
                "Trivy, packages and secrets",
                other,
                String.format(Locale.ROOT, "%.2f x ours", other.ratio(ours)),
                ">= 2 x ours"));
    }

    private InspectedImage inspect(Image image, Path layout) throws GateException, InterruptedException, IOException {
        LayerReader reader = new ParallelLayerReader(limits, threads, directory);
        return new ImageInspector(reader, limits)
                .inspect(
                        location(layout),
                        image,
                        Deadline.after(Duration.ofHours(1), Clock.systemUTC()),
                        ProgressListener.none());
    }

    /** Does something with the image while its archive is open. */
    private interface Use<T> {
        T on(Image image) throws Exception;
    }

    private <T> T withImage(Path layout, Use<T> use) throws Exception {
        try (ImageSource source = ImageSources.standard(directory).open(location(layout), limits)) {
            Deadline deadline = Deadline.after(Duration.ofHours(1), Clock.systemUTC());
            return use.on(source.resolve(Optional.empty(), deadline).get(0));
        }
    }

    private static ImageLocation location(Path layout) throws GateException {
        return ImageLocation.parse("oci:" + layout);
    }

    private static Optional<Measurement> best(Optional<Measurement> before, Measurement now) {
        return Optional.of(before.map(now::best).orElse(now));
    }

    private void row(String what, Measurement measured, String ratio, String target) {
        print(
                "| %s | %.2f | %.2f | %s | %s |%n",
                what, measured.wall().toMillis() / 1000.0, measured.cpu().toMillis() / 1000.0, ratio, target);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
