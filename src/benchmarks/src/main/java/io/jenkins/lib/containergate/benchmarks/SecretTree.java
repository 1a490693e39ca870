package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.secret.detect.FixturePath;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What this scanner finds in a tree of real software. */
final class SecretTree {
    private final Path root;
    private final List<FoundPlace> found = new ArrayList<>();
    private final Set<FoundPlace> explaining = new HashSet<>();
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
                String path = finding.location().path().orElse("");
                FoundPlace place = new FoundPlace(finding.rule().value(), path, line, line);
                found.add(place);
                if (finding.details().fixture() || FixturePath.is(path) || FileKind.of(path) == FileKind.PROSE) {
                    explaining.add(place);
                }
            }
        }
    }

    Path root() {
        return root;
    }

    List<FoundPlace> found() {
        return found;
    }

    /** Whether the place is known as one of tests, examples or documentation. */
    boolean explains(FoundPlace place) {
        return explaining.contains(place);
    }

    long files() {
        return files;
    }

    /** Places that cannot be decided. */
    int unsearched() {
        return unsearched;
    }
}
