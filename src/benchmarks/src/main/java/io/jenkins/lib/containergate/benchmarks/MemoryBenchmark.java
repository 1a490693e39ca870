package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.image.Compression;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What memory a cold scan for packages and secrets takes, of images that differ in what could make it grow. Each image is scanned in a
 * process of its own with a heap of 256 MiB, and by Trivy when it is on this machine. A heap that does not do ends the benchmark.
 */
public final class MemoryBenchmark {
    private static final String SCAN = "scan";
    private static final long MOST_OF_A_TREE = 1500L << 20;

    private MemoryBenchmark() {}

    /** @param args directory for the images; the tree of an application, if images of it are to be scanned and no others */
    public static void main(String[] args) throws Exception {
        if (args.length == 3 && args[0].equals(SCAN)) {
            scan(Path.of(args[1]), Path.of(args[2]), System.out);
            return;
        }
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/benchmarks"));
        System.out.println(
                "| image | packages | seconds | most memory of the process | of Trivy's |\n|---|---|---|---|---|");
        if (args.length > 1) {
            Path application = Path.of(args[1]);
            row("the application", image(List.of(application), directory), directory);
            Path machine =
                    FileSystems.getDefault().getRootDirectories().iterator().next();
            row(
                    "programs of a machine, and on them the application",
                    image(List.of(machine, application), directory),
                    directory);
            return;
        }
        for (LargeImage image : LargeImage.values()) {
            row(image.title(), image.layout(directory), directory);
        }
    }

    private static Path image(List<Path> trees, Path directory) throws IOException {
        return new BenchmarkImage(MOST_OF_A_TREE, 4, Compression.GZIP).write(trees, directory);
    }

    private static void row(String title, Path layout, Path directory) throws IOException, InterruptedException {
        System.out.print("| " + title + " | ");
        System.out.flush();
        int exit = new ProcessBuilder(command(layout, directory))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the scan of " + layout + " ended with " + exit);
        }
        Trivy trivy = new Trivy(directory);
        System.out.println((trivy.present() ? mebibytes(trivy.scan(layout)) : "not on the PATH") + " |");
    }

    private static List<String> command(Path layout, Path directory) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryBenchmark.class.getName(),
                SCAN,
                layout.toString(),
                directory.toString());
    }

    private static void scan(Path layout, Path directory, PrintStream out) throws Exception {
        ImageScan scan = new ImageScan(layout, directory, Runtime.getRuntime().availableProcessors());
        int[] packages = {0};
        Measurement measured = Measurement.of(() ->
                packages[0] = scan.with(image -> scan.inspect(image, Optional.empty(), ImageScan.Secrets.EVERYWHERE)));
        double seconds = measured.wall().toMillis() / 1000.0;
        out.printf(Locale.ROOT, "%,d | %.1f | %s | ", packages[0], seconds, mebibytes(PeakMemory.ofThisProcess()));
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() / (1 << 20) + " MiB" : "not known";
    }
}
