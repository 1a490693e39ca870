package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.benchmarks.samples.SampleSource;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.secret.PasswordGenerator;
import io.jenkins.lib.containergate.testkit.secret.PasswordPlace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How many planted secrets are found, how much is found in trees of real software that is no credential, and how gitleaks
 * fares in the same trees when it is on this machine.
 */
public final class SecretsBenchmark {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(2), Clock.systemUTC());
    /** Of the samples that somebody could use. */
    private static final double TARGET = 0.98;
    /** More than an image may have, so that nothing in a tree is left out. */
    private static final SecretLimits LIMITS = new SecretLimits(1_000, 1_000_000, 500_000, 8, 2, 6, 16L << 30);

    private final SecretSearch search;
    private final PlaceLabels labels;
    private final Optional<Gitleaks> gitleaks = OnPath.program("gitleaks").map(Gitleaks::new);
    private final PrintStream out;

    SecretsBenchmark(PlaceLabels labels, PrintStream out) {
        SecretSearch standard = SecretSearch.standard(Limits.defaults());
        this.search = new SecretSearch(standard.catalogue(), standard.options(), standard.limits(), LIMITS);
        this.labels = labels;
        this.out = out;
    }

    /**
     * @param args {@code --gitleaks=DIRECTORY}, {@code --trufflehog=}, {@code --noseyparker=},
     *     {@code --credsweeper=}: sources of other scanners, whose samples are searched; {@code --seed=NUMBER} of generated
     *     values, which are new each time without it; {@code --missed} prints every sample that is missed, its rule and the reason, with tabs between;
     *     {@code --labels=FILE}, see {@link PlaceLabels}; {@code --compare} with gitleaks, where it is installed; trees of real
     *     software
     */
    public static void main(String[] args) throws Exception {
        SecretsArguments arguments = SecretsArguments.of(args);
        SecretsBenchmark benchmark = new SecretsBenchmark(arguments.labels(), System.out);
        benchmark.recall(arguments);
        if (!arguments.trees().isEmpty()) {
            benchmark.precision(arguments);
        }
    }

    private void precision(SecretsArguments arguments) throws Exception {
        Precision precision = new Precision(labels);
        for (Path root : arguments.trees()) {
            SecretTree tree = new SecretTree(root);
            Measurement ours = Measurement.of(() -> tree.search(search, DEADLINE));
            precision.add(tree, out);
            if (arguments.compare() && gitleaks.isPresent()) {
                compare(root, tree, ours, gitleaks.get());
            }
        }
        precision.print(out);
    }

    private void recall(SecretsArguments arguments) throws Exception {
        FileFindings findings = new FileFindings(search, DEADLINE);
        if (arguments.sources().isEmpty() && arguments.trees().isEmpty()) {
            new SecretRecall(search, DEADLINE).print(SecretCatalogue.standardRules(), out);
            new GeneratedRecall(findings, arguments.seed()).print(out);
            new PlaceRecall(findings, arguments.seed()).print(out);
        }
        if (!arguments.sources().isEmpty()) {
            out.printf(Locale.ROOT, "target for what somebody could use of gitleaks' samples: %.0f %%%n", 100 * TARGET);
        }
        for (Map.Entry<SampleSource, Path> source : arguments.sources().entrySet()) {
            SampleSource peer = source.getKey();
            new PeerRecall(findings)
                    .of(peer.read(source.getValue()))
                    .print(peer.name().toLowerCase(Locale.ROOT), arguments.missed(), out);
        }
    }

    private void compare(Path root, SecretTree tree, Measurement ours, Gitleaks peer) throws Exception {
        Path report = Files.createTempFile("gitleaks", ".json");
        try {
            Measurement theirs = Measurement.of(() -> peer.run(root, report));
            out.printf(
                    Locale.ROOT,
                    "  gitleaks %.1f s of processor time and %.1f s by clock, this scanner %.1f s and %.1f s: %.1f and"
                            + " %.1f times the throughput%n",
                    theirs.cpu().toMillis() / 1e3,
                    theirs.wall().toMillis() / 1e3,
                    ours.cpu().toMillis() / 1e3,
                    ours.wall().toMillis() / 1e3,
                    theirs.cpuRatio(ours),
                    theirs.ratio(ours));
            GitleaksComparison comparison = new GitleaksComparison(tree.found(), labels);
            comparison.compare(Gitleaks.read(report));
            comparison.print(out);
        } finally {
            Files.deleteIfExists(report);
        }
    }

    /**
     * What {@link SecretsBenchmark} is asked to measure.
     *
     * @param sources where the sources of other scanners are
     * @param missed whether to print each sample that is missed
     * @param compare whether gitleaks searches the trees, too
     */
    private record SecretsArguments(
            Map<SampleSource, Path> sources,
            PlaceLabels labels,
            long seed,
            boolean missed,
            boolean compare,
            List<Path> trees) {
        static SecretsArguments of(String... arguments) throws IOException {
            Map<SampleSource, Path> sources = new EnumMap<>(SampleSource.class);
            PlaceLabels labels = PlaceLabels.none();
            long seed = System.nanoTime();
            boolean missed = false;
            boolean compare = false;
            List<Path> trees = new ArrayList<>();
            for (String argument : arguments) {
                String value = argument.substring(argument.indexOf('=') + 1);
                if (!argument.startsWith("--")) {
                    trees.add(Path.of(argument));
                } else if (argument.equals("--missed")) {
                    missed = true;
                } else if (argument.equals("--compare")) {
                    compare = true;
                } else if (argument.startsWith("--labels=")) {
                    labels = PlaceLabels.read(Path.of(value));
                } else if (argument.startsWith("--seed=")) {
                    seed = Long.parseLong(value);
                } else {
                    String name = argument.substring(2, argument.length() - value.length() - 1);
                    sources.put(SampleSource.valueOf(name.toUpperCase(Locale.ROOT)), Path.of(value));
                }
            }
            return new SecretsArguments(sources, labels, seed, missed, compare, trees);
        }
    }

    /** How many passwords are found that tools made, in each of the files that most passwords are found in. */
    private static final class GeneratedRecall {
        private static final int VALUES = 1_000;
        private static final int TARGET = 95;

        private final FileFindings findings;
        private final long seed;

        GeneratedRecall(FileFindings findings, long seed) {
            this.findings = findings;
            this.seed = seed;
        }

        void print(PrintStream out) throws Exception {
            out.printf(
                    Locale.ROOT,
                    "generated passwords, %d each from seed %d, %% found (target %d):%n",
                    VALUES,
                    seed,
                    TARGET);
            for (PasswordGenerator generator : PasswordGenerator.values()) {
                StringBuilder line = new StringBuilder();
                boolean met = true;
                for (PasswordPlace place : PasswordPlace.values()) {
                    double found = 100.0 * found(generator, place) / VALUES;
                    met &= found >= TARGET;
                    line.append(String.format(Locale.ROOT, " %6s %5.1f", place, found));
                }
                out.printf("  %-22s%s%s%n", generator, line, met ? "" : "  MISSED");
            }
        }

        private int found(PasswordGenerator generator, PasswordPlace place) throws Exception {
            Random random = new Random(seed + place.ordinal());
            int found = 0;
            for (int i = 0; i < VALUES; i++) {
                byte[] content = place.write(generator.next(random)).getBytes(StandardCharsets.UTF_8);
                found += findings.of(place.path(), content).isEmpty() ? 0 : 1;
            }
            return found;
        }
    }
}
