package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import io.jenkins.lib.containergate.testkit.secret.SecretEncoding;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How many planted secrets are found, and how much is found where nothing should be. Positives are every rule's
 * examples, filled from seeds; negatives are trees of real software that are named on the command line.
 */
public final class SecretsBenchmark {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(2), Clock.systemUTC());
    private static final int SEEDS = 50;
    /** What these rules find is decoded or carries a checksum: it is what it looks like, wherever it lies. */
    private static final Set<String> PROVEN =
            Set.of("private-key", "gcp-service-account-key", "kubeconfig-client-key", "github-personal-access-token");

    private final SecretSearch search = SecretSearch.standard(Limits.defaults());
    private final PrintStream out;

    SecretsBenchmark(PrintStream out) {
        this.out = out;
    }

    /** @param args trees that hold no secrets */
    public static void main(String[] args) throws Exception {
        SecretsBenchmark benchmark = new SecretsBenchmark(System.out);
        benchmark.recall(SecretCatalogue.standardRules());
        for (String tree : args) {
            benchmark.falsePositives(Path.of(tree));
        }
    }

    private void recall(List<SecretRule> rules) throws Exception {
        SecretScanner scanner = search.scanner(DEADLINE);
        for (SecretEncoding encoding : SecretEncoding.values()) {
            int planted = 0;
            int found = 0;
            int byItsRule = 0;
            for (SecretRule rule : rules) {
                for (String example : rule.examples()) {
                    for (long seed = 1_000; seed < 1_000 + SEEDS; seed++) {
                        CollectedSecrets collected = new CollectedSecrets(100);
                        String path = rule.files().isPresent() ? "home/app/.npmrc.pgpass" : "srv/app/state.conf";
                        scanner.scanText(path, encoding.encode(new SecretTemplate(seed).fill(example)), collected);
                        planted++;
                        found += collected.found().isEmpty() ? 0 : 1;
                        byItsRule += collected.found().stream()
                                        .anyMatch(secret -> secret.rule().equals(rule.id()))
                                ? 1
                                : 0;
                    }
                }
            }
            out.printf(
                    Locale.ROOT,
                    "%-12s planted %6d  found %6d = %.2f %%  by the rule itself %.2f %%%n",
                    encoding,
                    planted,
                    found,
                    100.0 * found / planted,
                    100.0 * byItsRule / planted);
        }
    }

    private void falsePositives(Path tree) throws Exception {
        long start = System.nanoTime();
        TreeSecrets secrets = new SourceTree(search, Runtime.getRuntime().availableProcessors())
                .search(tree, tree.toString(), DEADLINE, ProgressListener.none());
        double seconds = (System.nanoTime() - start) / 1e9;
        List<SecretFinding> findings = secrets.findings().stream()
                .filter(finding -> !finding.undecided())
                .toList();
        List<SecretFinding> doubtful = findings.stream()
                .filter(finding -> !PROVEN.contains(finding.rule().value()))
                .toList();
        out.printf(
                Locale.ROOT,
                "%s: %d files in %.1f s, %d findings proven by their structure, %d others = %.2f in 10,000 files, %d"
                        + " unsearched places%n",
                tree,
                secrets.files(),
                seconds,
                findings.size() - doubtful.size(),
                doubtful.size(),
                doubtful.size() * 10_000.0 / Math.max(1, secrets.files()),
                secrets.findings().size() - findings.size());
        doubtful.forEach(finding -> out.println("  " + finding.rule() + " "
                + finding.location().path().orElse("") + ":"
                + finding.location().line().orElse(0)));
    }
}
