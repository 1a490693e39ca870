package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What this scanner finds in a tree of real software, and how much of it is no credential. */
final class SecretTree {
    /** What these rules find is decoded or carries a checksum: it is what it looks like, wherever it lies. */
    private static final Set<String> PROVEN =
            Set.of("private-key", "gcp-service-account-key", "kubeconfig-client-key", "github-personal-access-token");

    private final Path root;
    private final List<FoundPlace> found = new ArrayList<>();
    private final List<FoundPlace> unproven = new ArrayList<>();
    private final List<FoundPlace> wrong = new ArrayList<>();
    private long files;
    private int unsearched;

    SecretTree(Path root) {
        this.root = root;
    }

    void search(SecretSearch search, Deadline deadline) throws Exception {
        TreeSecrets secrets = new SourceTree(search, Runtime.getRuntime().availableProcessors())
                .search(root, root.toString(), deadline, ProgressListener.none());
        files = secrets.files();
        for (SecretFinding finding : secrets.findings()) {
            if (finding.undecided()) {
                unsearched++;
            } else {
                add(finding);
            }
        }
    }

    private void add(SecretFinding finding) {
        int line = finding.location().line().orElse(0);
        FoundPlace place =
                new FoundPlace(finding.rule().value(), finding.location().path().orElse(""), line, line);
        found.add(place);
        if (!PROVEN.contains(place.rule())) {
            unproven.add(place);
        }
    }

    List<FoundPlace> found() {
        return found;
    }

    long files() {
        return files;
    }

    /** Unproven findings that nobody labelled as credentials: a place that was not read counts as wrong. */
    int falsePositives() {
        return wrong.size();
    }

    void judge(PlaceLabels labels) {
        for (FoundPlace place : unproven) {
            Optional<PlaceLabels.Label> label = labels.of(place);
            if (label.isEmpty() || !label.get().credential()) {
                wrong.add(place);
            }
        }
    }

    void print(PlaceLabels labels, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s: %d files, %d findings proven by their structure, %d others, of which %d are labelled as credentials;"
                        + " false %s, %d unsearched places%n",
                root,
                files,
                found.size() - unproven.size(),
                unproven.size(),
                unproven.size() - wrong.size(),
                rate(wrong.size(), files),
                unsearched);
        for (FoundPlace place : wrong) {
            String why = labels.of(place).map(PlaceLabels.Label::why).orElse("not labelled");
            out.println("  " + place + " (" + why + ")");
        }
    }

    static String rate(int count, long files) {
        return String.format(Locale.ROOT, "%d = %.2f in 10,000 files", count, count * 10_000.0 / Math.max(1, files));
    }
}
