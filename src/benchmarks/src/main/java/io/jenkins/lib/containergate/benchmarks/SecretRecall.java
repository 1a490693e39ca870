package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.secret.SecretEncoding;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How many planted secrets are found: every rule's examples, filled from seeds, in each encoding. */
final class SecretRecall {
    private static final int SEEDS = 50;
    private static final long FIRST_SEED = 1_000;
    private static final int MOST_FINDINGS = 100;

    private final SecretScanner scanner;

    SecretRecall(SecretSearch search, Deadline deadline) {
        this.scanner = search.scanner(deadline);
    }

    private record Counts(int planted, int found, int byItsRule) {
        Counts with(boolean seen, boolean itself) {
            return new Counts(planted + 1, found + (seen ? 1 : 0), byItsRule + (itself ? 1 : 0));
        }
    }

    void print(List<SecretRule> rules, PrintStream out) throws Exception {
        for (SecretEncoding encoding : SecretEncoding.values()) {
            Counts counts = count(rules, encoding);
            out.printf(
                    Locale.ROOT,
                    "%-12s planted %6d  found %6d = %.2f %%  by the rule itself %.2f %%%n",
                    encoding,
                    counts.planted(),
                    counts.found(),
                    100.0 * counts.found() / counts.planted(),
                    100.0 * counts.byItsRule() / counts.planted());
        }
    }

    private Counts count(List<SecretRule> rules, SecretEncoding encoding) throws Exception {
        Counts counts = new Counts(0, 0, 0);
        for (SecretRule rule : rules) {
            String path = path(rule);
            for (String example : rule.examples()) {
                for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
                    CollectedSecrets collected = new CollectedSecrets(MOST_FINDINGS);
                    scanner.scanText(path, encoding.encode(new SecretTemplate(seed).fill(example)), collected);
                    counts = counts.with(
                            !collected.found().isEmpty(),
                            collected.found().stream()
                                    .anyMatch(secret -> secret.rule().equals(rule.id())));
                }
            }
        }
        return counts;
    }

    /** A rule for files of some names finds its secrets only there. */
    private static String path(SecretRule rule) {
        return rule.files()
                .map(files -> "home/app/." + files.text().replaceAll("\\|.*", ""))
                .orElse("srv/app/state.conf");
    }
}
