package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this scanner finds in a tree of real software. */
final class SecretTree {
    private final Path root;
    private final List<FoundPlace> found = new ArrayList<>();
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
                int line = finding.location().line().orElse(0);
                found.add(new FoundPlace(
                        finding.rule().value(), finding.location().path().orElse(""), line, line));
            }
        }
    }

    Path root() {
        return root;
    }

    List<FoundPlace> found() {
        return found;
    }

    long files() {
        return files;
    }

    /** Places that cannot be decided. */
    int unsearched() {
        return unsearched;
    }
}
