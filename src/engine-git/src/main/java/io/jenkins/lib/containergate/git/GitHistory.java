package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.tree.SourceHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * All contents of files in a git repository, each once, and the messages of its commits. Nothing is checked out and nothing that the repository's settings
 * name is run; links and submodules are left alone.
 */
public final class GitHistory implements SourceHistory {
    private static final String STAGE = "reading the git history";
    /** Of one content: it is held in memory. */
    private static final int MAX_BYTES = 64 << 20;

    private final int maxContents;
    private final int maxBytes;

    /**
     * @param maxContents different contents of files; what is beyond is reported and not read
     * @param maxBytes of one content; larger ones are reported and not read
     */
    public GitHistory(int maxContents, int maxBytes) {
        this.maxContents = maxContents;
        this.maxBytes = maxBytes;
    }

    /** As many contents as a layer may have entries, of 64 MiB at most. */
    public static GitHistory within(Limits limits) {
        return new GitHistory(limits.maxEntries(), MAX_BYTES);
    }

    @Override
    public void visit(Path root, Visitor visitor, Deadline deadline) throws GateException, InterruptedException {
        if (!Files.exists(root.resolve(".git"))) {
            throw new GateException(
                    root + " has no git history", "name the directory that holds .git, or leave the history out");
        }
        try (Repository repository = new FileRepositoryBuilder()
                        .setWorkTree(root.toFile())
                        .setMustExist(true)
                        .build();
                RevWalk walk = new RevWalk(repository)) {
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                visitor.incomplete(
                        "the clone is shallow: what was before its oldest commits is not here",
                        "fetch all of it (git fetch --unshallow), or waive this place");
            }
            RepositoryGaps damage = new RepositoryGaps();
            new Reading(walk, visitor, damage, deadline).show(CommitOrder.of(repository, walk, damage, deadline));
            damage.report(visitor);
        } catch (IOException e) {
            new RepositoryGaps().with("the repository", e).report(visitor);
        }
    }

    /** @param id of the content; the commit's own for its message */
    private record Content(Version version, ObjectId id) {}

    /** One pass over the commits. */
    private final class Reading {
        private final RevWalk walk;
        private final Visitor visitor;
        private final RepositoryGaps damage;
        private final Deadline deadline;
        private final Set<ObjectId> seen = new HashSet<>();

        Reading(RevWalk walk, Visitor visitor, RepositoryGaps damage, Deadline deadline) {
            this.walk = walk;
            this.visitor = visitor;
            this.damage = damage;
            this.deadline = deadline;
        }

        void show(List<RevCommit> commits) throws GateException, InterruptedException {
            for (RevCommit commit : commits) {
                for (Content content : contents(commit)) {
                    show(content);
                }
                if (seen.size() > maxContents) {
                    visitor.incomplete(
                            "it holds more than maxContents = " + maxContents + " different contents",
                            "search its parts on their own; a waiver for this place lets it through");
                    return;
                }
            }
        }

        /** The message of a commit, and what differs from every parent and was not seen yet. */
        private List<Content> contents(RevCommit commit) throws GateException, InterruptedException {
            List<Content> contents = new ArrayList<>();
            try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
                walk.parseBody(commit);
                Commit described = CommitText.describe(commit);
                contents.add(new Content(new Version(CommitText.path(commit), described), commit));
                compare(commit, tree);
                while (seen.size() <= maxContents && tree.next()) {
                    deadline.check(STAGE);
                    ObjectId blob = tree.getObjectId(0);
                    boolean file = FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
                            || FileMode.EXECUTABLE_FILE.equals(tree.getRawMode(0));
                    if (file && seen.add(blob)) {
                        contents.add(new Content(new Version(tree.getPathString(), described), blob));
                    }
                }
            } catch (IOException | RuntimeException e) {
                damage.with("commit " + commit.getName(), e);
            }
            return contents;
        }

        /** Leaves the walk at what differs from every parent that can be read. */
        private void compare(RevCommit commit, TreeWalk tree) throws IOException {
            tree.setRecursive(true);
            tree.setFilter(TreeFilter.ANY_DIFF);
            tree.addTree(commit.getTree());
            int compared = 0;
            for (RevCommit parent : commit.getParents()) {
                try {
                    walk.parseHeaders(parent);
                    tree.addTree(parent.getTree());
                    compared++;
                } catch (IOException | RuntimeException e) {
                    damage.with("commit " + parent.getName(), e);
                }
            }
            if (compared == 0) {
                tree.addTree(new EmptyTreeIterator());
            }
        }

        private void show(Content content) throws GateException, InterruptedException {
            deadline.check(STAGE);
            Optional<byte[]> bytes = read(content);
            if (bytes.isPresent()) {
                try {
                    visitor.content(
                            content.version(),
                            new MemoryContent(content.version().path(), bytes.get()));
                } catch (IOException e) {
                    throw new IllegalStateException("reading from memory does not fail", e);
                }
            }
        }

        /** Empty when it cannot be read, or is too large. */
        private Optional<byte[]> read(Content content) {
            try {
                if (content.id() instanceof RevCommit commit) {
                    byte[] message = CommitText.message(commit);
                    commit.disposeBody();
                    return Optional.of(message);
                }
                ObjectLoader blob = walk.getObjectReader().open(content.id());
                if (blob.getSize() > maxBytes) {
                    visitor.tooLarge(content.version(), blob.getSize());
                    return Optional.empty();
                }
                return Optional.of(blob.getCachedBytes(maxBytes));
            } catch (IOException | RuntimeException e) {
                damage.with("object " + content.id().getName(), e);
                return Optional.empty();
            }
        }
    }

    /** What a commit says of itself. Whoever makes one writes any of it. */
    private static final class CommitText {
        private static final int SHOWN = 12;
        /** What every reader of dates understands. */
        private static final Instant FIRST = Instant.EPOCH;

        private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        private CommitText() {}

        /** By its author; where that is malformed, without one. */
        static Commit describe(RevCommit commit) {
            Optional<PersonIdent> author = author(commit);
            Instant committed = Instant.ofEpochSecond(commit.getCommitTime());
            return new Commit(
                    commit.getName(),
                    author.map(PersonIdent::getName).orElse(""),
                    author.map(PersonIdent::getWhenAsInstant)
                            .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST))
                            .orElse(committed));
        }

        private static Optional<PersonIdent> author(RevCommit commit) {
            try {
                return Optional.ofNullable(commit.getAuthorIdent());
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }

        /** Under which its message is searched. */
        static String path(RevCommit commit) {
            return ".git/" + commit.getName().substring(0, SHOWN) + "/commit-message";
        }

        static byte[] message(RevCommit commit) {
            return commit.getFullMessage().getBytes(StandardCharsets.UTF_8);
        }
    }
}
