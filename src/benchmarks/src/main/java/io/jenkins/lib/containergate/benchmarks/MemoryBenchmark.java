package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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
    private static final int MIB = 1 << 20;
    private static final String SCAN = "scan";

    private MemoryBenchmark() {}

    /** @param args directory for the images */
    public static void main(String[] args) throws Exception {
        if (args.length == 3 && args[0].equals(SCAN)) {
            scan(Path.of(args[1]), Path.of(args[2]), System.out);
            return;
        }
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/benchmarks"));
        System.out.println("| image | packages | peak of the heap | peak of the process |\n|---|---|---|---|");
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
        int packages = scan.with(image -> scan.inspect(image, Optional.empty(), true));
        out.printf(Locale.ROOT, "%,d | %d MiB | %s |%n", packages, heapPeak() / MIB, processPeak());
    }

    /** Including what is no longer used but not yet collected: no pool's sum of peaks is more than the heap. */
    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
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
