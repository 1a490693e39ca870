package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.NameSearch;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.SecretFindings;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.ShownPath;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Searches the files below a directory, or one file. */
public final class SourceTree {
    private static final String STAGE = "searching";
    private static final String HELP = "revoke it where it was issued and make a new one: it stays in the repository's"
            + " history and in images built from it; at build time mount it (RUN --mount=type=secret), at run time name it"
            + " in the task definition's secrets[].valueFrom";

    private final SecretSearch search;
    private final int threads;
    private final Optional<SourceHistory> history;

    public SourceTree(SecretSearch search, int threads) {
        this(search, threads, Optional.empty());
    }

    /** @param history to be searched too */
    public SourceTree(SecretSearch search, int threads, Optional<SourceHistory> history) {
        this.search = search;
        this.threads = threads;
        this.history = history;
    }

    /**
     * @param name as the user names it
     * @throws GateException when there is no such tree, or its files are too many
     */
    public TreeSecrets search(Path root, String name, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, name));
        TreeWalk walk = walk(root, name, deadline);
        boolean keyed = search.options().redaction().keyed();
        SecretSearch telling = history.isEmpty() || keyed ? search : search.with(Redaction.forOneRun());
        List<CollectedSecrets> searched = new ParallelSearch(telling, threads).search(walk.files(), deadline);
        SecretFindings findings = new SecretFindings(HELP, new ShownPath(search.scanner(deadline)));
        CollectedSecrets kept = new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
        for (CollectedSecrets file : searched) {
            file.found().forEach(kept::found);
            file.unsearched().forEach(kept::unsearched);
        }
        NameSearch names =
                new NameSearch(telling.scanner(deadline), search.secretLimits().maxFindingsPerLayer(), kept);
        for (TreeWalk.TreeFile file : walk.files()) {
            names.add(file.path(), "");
        }
        names.finish();
        for (String directory : walk.unreadable()) {
            kept.unsearched(new Unsearched(
                    directory.isEmpty() ? "." : directory,
                    Unsearched.Reason.UNREADABLE,
                    "it cannot be listed",
                    "give the user who runs this the right to read it"));
        }
        Adding adding = new Adding(findings, keyed);
        for (FoundSecret secret : kept.found()) {
            adding.found(secret, Optional.empty());
        }
        adding.unsearched(kept.unsearched());
        long contents = walk.files().size();
        Account account = Account.empty()
                .evaluated("file", walk.files().size())
                .notEvaluated("path", walk.ignored(), "git ignores it and does not track it");
        if (history.isPresent()) {
            HistorySearch.Result past = new HistorySearch(telling, history.get()).search(root, kept.found(), deadline);
            for (HistorySearch.Past each : past.found()) {
                adding.found(each.secret(), Optional.of(each.commit()));
            }
            adding.unsearched(past.unsearched());
            contents += past.versions();
            account = account.evaluated("content of the git history", Math.toIntExact(past.versions()));
        } else {
            account = account.notEvaluated(
                    "git history", walk.repositories(), "only --git-history (gitHistory) searches it");
        }
        progress.on(new StageFinished(STAGE, contents + " files"));
        return new TreeSecrets(name, contents, findings.all(), search.rules(), account);
    }

    /** @param keyed whether the key is one that the user gave */
    private record Adding(SecretFindings findings, boolean keyed) {
        void found(FoundSecret secret, Optional<Commit> commit) throws GateException, InterruptedException {
            findings.found(keyed ? secret : secret.withoutFingerprint(), location(secret), Optional.empty(), commit);
        }

        void unsearched(List<Unsearched> places) throws GateException, InterruptedException {
            for (Unsearched place : places) {
                findings.unsearched(place, inFile(place.path(), OptionalInt.empty()));
            }
        }
    }

    private TreeWalk walk(Path root, String name, Deadline deadline) throws GateException, InterruptedException {
        try {
            if (Files.isRegularFile(root)) {
                TreeWalk single = new TreeWalk(1, deadline);
                single.files().add(new TreeWalk.TreeFile(root, String.valueOf(root.getFileName()), Files.size(root)));
                return single;
            }
            if (!Files.isDirectory(root)) {
                throw new GateException(
                        name + " is neither a directory nor a file",
                        "name the directory whose files are to be searched");
            }
            TreeWalk walk = new TreeWalk(search.limits().maxEntries(), deadline);
            walk.walk(root);
            return walk;
        } catch (IOException e) {
            throw new GateException(name + " cannot be searched: " + FileProblem.within(e), "check the directory", e);
        }
    }

    private static Location location(FoundSecret secret) {
        return inFile(secret.path(), OptionalInt.of(secret.line()));
    }

    private static Location inFile(String path, OptionalInt line) {
        return new Location(
                Optional.empty(), Optional.of(path).filter(known -> !known.isEmpty()), line, Optional.empty());
    }
}
