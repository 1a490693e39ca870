package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.image.Compression;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Processor time and memory of whole processes of {@code ./gate}, with Trivy beside them if it is on the {@code PATH}: a task
 * definition, and images of the first programs of a tree in one gzip layer.
 *
 * <p>{@code java ... RunBenchmark GATE DIRECTORY TREE [MEBIBYTES...]}, 26 and 100 by default
 */
public final class RunBenchmark {
    private static final Set<Integer> JUDGED = Set.of(0, 1);
    private static final Map<String, String> TARGETS = Map.of("scan of 26 MiB", "1.0 s", "run of 26 MiB", "1.5 s");

    private RunBenchmark() {}

    public static void main(String[] args) throws Exception {
        MeasuredProgram gate = new MeasuredProgram(Path.of(args[0]).toAbsolutePath());
        Path directory = Files.createDirectories(Path.of(args[1]));
        Path tree = Path.of(args[2]);
        Path demo = directory.resolve("demo");
        gate.with(JUDGED, "demo", "--out", demo).run();
        Path definition = Files.writeString(directory.resolve("taskdef.json"), TaskDefinitionBenchmark.document(0));
        ProgramRuns runs = new ProgramRuns().add("taskdef", gate.with(JUDGED, "taskdef", definition, "--offline"));
        Map<Integer, Path> images = new TreeMap<>();
        for (String size : args.length > 3 ? Arrays.asList(args).subList(3, args.length) : List.of("26", "100")) {
            int mebibytes = Integer.parseInt(size);
            images.put(
                    mebibytes,
                    new BenchmarkImage((long) mebibytes << 20, 1, Compression.GZIP)
                            .ofPrograms()
                            .write(tree, directory));
        }
        Trivy trivy = new Trivy(directory);
        for (Map.Entry<Integer, Path> image : images.entrySet()) {
            String size = " of " + image.getKey() + " MiB";
            for (String command : new String[] {"scan", "run"}) {
                runs.add(
                        command + size,
                        gate.with(
                                JUDGED,
                                command,
                                "oci:" + image.getValue(),
                                "--osv",
                                demo.resolve("osv"),
                                "--kev",
                                demo.resolve("kev.json"),
                                "--no-cache"));
            }
            if (trivy.present()) {
                runs.add("Trivy" + size, () -> trivy.scan(image.getValue()));
            }
        }
        runs.run(ProgramRuns.ROUNDS);
        print(runs, images.keySet(), trivy.present(), System.out);
    }

    private static void print(ProgramRuns runs, Set<Integer> sizes, boolean trivy, PrintStream out) {
        out.println(ProgramRuns.HEAD);
        out.println(runs.row("taskdef", "0.6 s", Optional.empty()));
        for (int size : sizes) {
            for (String command : new String[] {"scan", "run"}) {
                String what = command + " of " + size + " MiB";
                Optional<String> other = trivy ? Optional.of("Trivy of " + size + " MiB") : Optional.empty();
                out.println(runs.row(what, TARGETS.getOrDefault(what, "-"), other));
            }
        }
    }
}
