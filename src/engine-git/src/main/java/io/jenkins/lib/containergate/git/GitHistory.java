package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.tree.SourceHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * All contents of files in a git repository, each once. Nothing is checked out and nothing that the repository's settings
 * name is run; links and submodules are left alone.
 */
public final class GitHistory implements SourceHistory {
    /** Of one content: it is held in memory. */
    private static final int MAX_BYTES = 64 << 20;

    private final int maxContents;
    private final int maxBytes;

    /**
     * @param maxContents different contents of files; more are an error
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
            start(repository, walk);
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                visitor.cutOff("the clone is shallow: what was before its oldest commits is not here");
            }
            commits(walk, visitor, deadline);
        } catch (MissingObjectException e) {
            throw unreadable(root, "an object is missing", e);
        } catch (IOException e) {
            throw unreadable(root, "it is damaged or cannot be read", e);
        }
    }

    private static GateException unreadable(Path root, String what, IOException cause) {
        return new GateException(
                "the git history of " + root + " cannot be read to its end: " + what,
                "check it with git fsck, and fetch it again, completely",
                cause);
    }

    /** Oldest first, so that a content is told with the commit that brought it. */
    private static void start(Repository repository, RevWalk walk) throws IOException {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            ObjectId id = ref.getObjectId();
            if (id != null) {
                RevObject target = walk.peel(walk.parseAny(id));
                if (target instanceof RevCommit commit) {
                    walk.markStart(commit);
                }
            }
        }
    }

    private void commits(RevWalk walk, Visitor visitor, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        Set<ObjectId> seen = new HashSet<>();
        try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
            for (RevCommit commit : walk) {
                deadline.check("reading the git history");
                compare(commit, tree, walk);
                while (tree.next()) {
                    ObjectId blob = tree.getObjectId(0);
                    boolean file = FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
                            || FileMode.EXECUTABLE_FILE.equals(tree.getRawMode(0));
                    if (file && seen.add(blob)) {
                        if (seen.size() > maxContents) {
                            throw new LimitExceededException("the git history", "maxContents", maxContents);
                        }
                        show(
                                commit,
                                tree.getPathString(),
                                walk.getObjectReader().open(blob),
                                visitor);
                    }
                }
            }
        }
    }

    /** Leaves the walk at what differs from every parent. */
    private static void compare(RevCommit commit, TreeWalk tree, RevWalk walk) throws IOException {
        tree.reset();
        tree.setRecursive(true);
        tree.setFilter(TreeFilter.ANY_DIFF);
        tree.addTree(commit.getTree());
        for (RevCommit parent : commit.getParents()) {
            walk.parseHeaders(parent);
            tree.addTree(parent.getTree());
        }
        if (commit.getParentCount() == 0) {
            tree.addTree(new EmptyTreeIterator());
        }
    }

    private void show(RevCommit commit, String path, ObjectLoader blob, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        Version version = new Version(path, commit.getName(), Instant.ofEpochSecond(commit.getCommitTime()));
        if (blob.getSize() > maxBytes) {
            visitor.tooLarge(version, blob.getSize());
        } else {
            visitor.content(version, new MemoryContent(path, blob.getCachedBytes(maxBytes)));
        }
    }
}
