package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import io.jenkins.lib.containergate.secret.tree.SourceHistory.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Searches what a tree held before, and tells each secret of a file once: where it came in. */
final class HistorySearch {
    private static final int SHOWN = 12;
    private static final String SHOWN_ONLY = "\0";

    private final SecretSearch search;
    private final SourceHistory history;

    /** @param search with a key: by their fingerprints values are told apart */
    HistorySearch(SecretSearch search, SourceHistory history) {
        this.search = search;
        this.history = history;
    }

    /** @param commit that brought it */
    record Past(FoundSecret secret, Commit commit) {}

    /** @param versions how many contents were searched */
    record Result(List<Past> found, List<Unsearched> unsearched, long versions) {}

    /** @param known what is in the tree today and need not be told again */
    Result search(Path root, List<FoundSecret> known, Deadline deadline) throws GateException, InterruptedException {
        Collecting collecting =
                new Collecting(search.scanner(deadline), search.secretLimits().maxFindingsPerLayer());
        known.forEach(collecting::isNew);
        history.visit(root, collecting, deadline);
        return new Result(collecting.found, collecting.unsearched, collecting.versions);
    }

    private static String identity(FoundSecret secret) {
        return secret.rule() + "\0" + secret.path() + "\0"
                + secret.fingerprint().orElseThrow().value();
    }

    private static final class Collecting implements SourceHistory.Visitor {
        private final SecretScanner scanner;
        private final int max;
        private final Set<String> told = new HashSet<>();
        private final List<Past> found = new ArrayList<>();
        private final List<Unsearched> unsearched = new ArrayList<>();
        private long versions;
        private boolean full;

        Collecting(SecretScanner scanner, int max) {
            this.scanner = scanner;
            this.max = max;
        }

        @Override
        public void content(Version version, FileContent content)
                throws IOException, GateException, InterruptedException {
            versions++;
            CollectedSecrets collected = new CollectedSecrets(max);
            scanner.scan(version.path(), content, collected);
            for (FoundSecret secret : collected.found()) {
                if (isNew(secret) && room(version)) {
                    found.add(new Past(secret, version.commit()));
                }
            }
            for (Unsearched place : collected.unsearched()) {
                if (told.add(place.reason() + "\0" + place.path()) && room(version)) {
                    unsearched.add(place);
                }
            }
        }

        /** One that was only shown before is new where it is in use. */
        private boolean isNew(FoundSecret secret) {
            String identity = identity(secret);
            return secret.illustrates()
                    ? !told.contains(identity) && told.add(SHOWN_ONLY + identity)
                    : told.add(identity);
        }

        @Override
        public void tooLarge(Version version, long bytes) {
            if (told.add(Unsearched.Reason.TOO_LARGE + "\0" + version.path()) && room(version)) {
                unsearched.add(new Unsearched(
                        version.path(),
                        Unsearched.Reason.TOO_LARGE,
                        "it had " + bytes + " bytes in " + shown(version),
                        "look into it yourself; a waiver for this place lets it through"));
            }
        }

        @Override
        public void incomplete(String problem, String remedy) {
            unsearched.add(new Unsearched(".git", Unsearched.Reason.UNREADABLE, problem, remedy));
        }

        private boolean room(Version version) {
            if (found.size() + unsearched.size() < max) {
                return true;
            }
            if (!full) {
                full = true;
                unsearched.add(Unsearched.ofRest(
                        version.path(),
                        "the history holds more than " + max + " secrets and unsearched places; the rest is not listed",
                        "repair what is listed and search again"));
            }
            return false;
        }

        private static String shown(Version version) {
            return "commit " + version.commit().id().substring(0, SHOWN) + " of "
                    + version.commit().time();
        }
    }
}
