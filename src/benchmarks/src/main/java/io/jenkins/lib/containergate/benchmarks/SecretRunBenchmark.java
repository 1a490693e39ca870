package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processor time and memory of {@code ./gate secrets} of directories, alone and with the rules of gitleaks besides, and of gitleaks
 * itself if it is on the {@code PATH}.
 *
 * <p>{@code java ... SecretRunBenchmark GATE RULES ROUNDS TREE...}; {@code RULES} is a file in the format of gitleaks
 */
public final class SecretRunBenchmark {
    private static final Set<Integer> JUDGED = Set.of(0, 1, 3);

    private SecretRunBenchmark() {}

    public static void main(String[] args) throws Exception {
        MeasuredProgram gate = new MeasuredProgram(Path.of(args[0]).toAbsolutePath());
        Path rules = Path.of(args[1]).toAbsolutePath();
        int rounds = Integer.parseInt(args[2]);
        PrintStream out = System.out;
        out.println(ProgramRuns.HEAD);
        for (String name : Arrays.asList(args).subList(3, args.length)) {
            tree(Path.of(name), gate, rules, rounds, out);
        }
    }

    private static void tree(Path tree, MeasuredProgram gate, Path rules, int rounds, PrintStream out)
            throws Exception {
        String own = "secrets of " + tree + ", " + files(tree) + " files";
        String besides = own + ", with the rules of gitleaks besides";
        ProgramRuns runs = new ProgramRuns()
                .add(own, gate.with(JUDGED, "secrets", tree, "--no-cache"))
                .add(besides, gate.with(JUDGED, "secrets", tree, "--no-cache", "--secret-rules", rules));
        Optional<Path> gitleaks = OnPath.program("gitleaks");
        if (gitleaks.isPresent()) {
            Path report = Files.createTempFile("gitleaks", ".json");
            runs.add("gitleaks", () -> leaks(gitleaks.get(), tree, report));
        }
        runs.run(rounds);
        out.println(runs.row(own, "at most gitleaks'", gitleaks.map(program -> "gitleaks")));
        out.println(runs.row(besides, "1.5 x without", Optional.of(own)));
    }

    private static OptionalLong leaks(Path program, Path tree, Path report) throws IOException, InterruptedException {
        new Gitleaks(program).run(tree, report);
        return OptionalLong.empty();
    }

    private static long files(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .count();
        }
    }
}
