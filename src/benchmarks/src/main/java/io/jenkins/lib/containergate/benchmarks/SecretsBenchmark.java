package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.benchmarks.samples.SampleSource;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
}
