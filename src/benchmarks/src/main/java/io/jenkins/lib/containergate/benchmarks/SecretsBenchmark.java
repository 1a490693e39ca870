package io.jenkins.lib.containergate.benchmarks;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many planted secrets are found, how much is found in trees of real software that is no credential, and how gitleaks
 * fares in the same trees when it is on this machine.
 */
public final class SecretsBenchmark {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(2), Clock.systemUTC());
    private static final String LABELS = "--labels=";
    /** More than an image may have, so that nothing in a tree is left out. */
    private static final SecretLimits LIMITS = new SecretLimits(1_000, 1_000_000, 500_000, 8, 2, 6);

    private final SecretSearch search;
    private final PlaceLabels labels;
    private final Optional<Gitleaks> gitleaks = OnPath.program("gitleaks").map(Gitleaks::new);
    private final PrintStream out;
    private long files;
    private int wrong;

    SecretsBenchmark(PlaceLabels labels, PrintStream out) {
        SecretSearch standard = SecretSearch.standard(Limits.defaults());
        this.search = new SecretSearch(standard.catalogue(), standard.options(), standard.limits(), LIMITS);
        this.labels = labels;
        this.out = out;
    }

    /** @param args {@code --labels=FILE}, see {@link PlaceLabels}; trees of real software */
    public static void main(String[] args) throws Exception {
        List<String> trees = new ArrayList<>(Arrays.asList(args));
        PlaceLabels labels = PlaceLabels.none();
        if (!trees.isEmpty() && trees.get(0).startsWith(LABELS)) {
            labels = PlaceLabels.read(Path.of(trees.remove(0).substring(LABELS.length())));
        }
        SecretsBenchmark benchmark = new SecretsBenchmark(labels, System.out);
        new SecretRecall(benchmark.search, DEADLINE).print(SecretCatalogue.standardRules(), System.out);
        for (String tree : trees) {
            benchmark.tree(Path.of(tree));
        }
        if (!trees.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "all trees: %d files, false %s%n",
                    benchmark.files,
                    SecretTree.rate(benchmark.wrong, benchmark.files));
        }
    }

    private void tree(Path root) throws Exception {
        SecretTree tree = new SecretTree(root);
        Measurement ours = Measurement.of(() -> tree.search(search, DEADLINE));
        tree.judge(labels);
        tree.print(labels, out);
        files += tree.files();
        wrong += tree.falsePositives();
        if (gitleaks.isPresent()) {
            compare(root, tree, ours, gitleaks.get());
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
