package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What memory a cold scan for packages and secrets takes, of images that differ in what could make it grow. Each image is scanned in a
 * process of its own with a heap of 256 MiB.
 */
public final class MemoryBenchmark {
    private static final String SCAN = "scan";

    private MemoryBenchmark() {}

    /** @param args directory for the images */
    public static void main(String[] args) throws Exception {
        if (args.length == 3 && args[0].equals(SCAN)) {
            scan(Path.of(args[1]), Path.of(args[2]), System.out);
            return;
        }
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/benchmarks"));
        System.out.println("| image | packages | seconds | most memory of the process |\n|---|---|---|---|");
        for (LargeImage image : LargeImage.values()) {
            Path layout = image.layout(directory);
            System.out.print("| " + image.title() + " | ");
            System.out.flush();
            new ProcessBuilder(command(layout, directory)).inheritIO().start().waitFor();
        }
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
        out.printf(Locale.ROOT, "%,d | %.1f | %s |%n", packages[0], seconds, processPeak());
    }

    /** Most memory the process ever held, see proc(5), VmHWM. */
    private static String processPeak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                        .findFirst()
                        .orElse("not known")
                : "not known";
    }
}
