package io.jenkins.lib.containergate.benchmarks;

import com.sun.management.ThreadMXBean;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long the search for secrets takes a byte, in processor time of one thread: of the files below directories, or,
 * without any, of content made to be slow, most of all the keywords of every rule over and over.
 */
public final class SecretSpeedBenchmark {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(2), Clock.systemUTC());
    private static final int RUNS = 5;
    private static final int SHORT = 256 << 10;
    private static final int SIZE = 20 << 20;
    private static final long LARGEST = 64 << 20;
    private static final double SLOW = 50;

    private final SecretSearch search = SecretSearch.standard(Limits.defaults());
    private final SecretScanner scanner = search.scanner(DEADLINE);
    private final PrintStream out;

    SecretSpeedBenchmark(PrintStream out) {
        this.out = out;
    }

    /** @param args directories */
    public static void main(String[] args) throws Exception {
        SecretSpeedBenchmark benchmark = new SecretSpeedBenchmark(System.out);
        for (String directory : args) {
            benchmark.tree(Path.of(directory));
        }
        if (args.length == 0) {
            benchmark.hostile();
        }
    }

    private void tree(Path directory) throws Exception {
        Map<String, byte[]> files = read(directory);
        long bytes =
                files.values().stream().mapToLong(content -> content.length).sum();
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = processorTime();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                search(file.getKey(), file.getValue());
            }
            best = Math.min(best, (double) (processorTime() - before) / bytes);
        }
        out.printf(Locale.ROOT, "%s: %d files, %d bytes, %.3f ns a byte%n", directory, files.size(), bytes, best);
    }

    /** At most 1 GiB of them. */
    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : paths) {
            long size = Files.size(path);
            if (!Files.isSymbolicLink(path) && size <= LARGEST && bytes + size < 1L << 30) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
                bytes += size;
            }
        }
        return files;
    }

    /** Every piece in short, and again at length what was slow then. */
    private void hostile() throws Exception {
        Map<String, String> pieces = HostileContents.pieces(search.catalogue());
        List<Timed> slow = new ArrayList<>();
        for (Map.Entry<String, String> piece : pieces.entrySet()) {
            double brief = timed(HostileContents.repeated(piece.getValue(), SHORT));
            if (brief > SLOW / 2) {
                out.printf(Locale.ROOT, "%7.2f ns a byte of %d: %s%n", brief, SHORT, piece.getKey());
                byte[] whole = HostileContents.repeated(piece.getValue(), SIZE);
                slow.add(new Timed(piece.getKey(), timed(whole), timed(Arrays.copyOf(whole, SIZE / 4))));
            }
        }
        out.println("At length:");
        slow.sort(Comparator.comparingDouble(Timed::whole).reversed());
        out.printf(
                Locale.ROOT,
                "%d texts, %d of them dearer than %.0f ns a byte at %d bytes:%n",
                pieces.size(),
                slow.size(),
                SLOW / 2,
                SHORT);
        slow.forEach(timed -> out.printf(
                Locale.ROOT,
                "%7.2f ns a byte of %d, %7.2f of a quarter: %s%s%n",
                timed.whole,
                SIZE,
                timed.quarter,
                timed.what,
                timed.whole > SLOW ? "  TOO SLOW" : ""));
    }

    private double timed(byte[] content) throws Exception {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 2; run++) {
            long before = processorTime();
            search("srv/app/settings.yaml", content);
            best = Math.min(best, (double) (processorTime() - before) / content.length);
        }
        return best;
    }

    private record Timed(String what, double whole, double quarter) {}

    private CollectedSecrets search(String path, byte[] content) throws Exception {
        CollectedSecrets collected = new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
        scanner.scan(path, new MemoryContent(path, content), collected);
        return collected;
    }

    private static long processorTime() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }
}
