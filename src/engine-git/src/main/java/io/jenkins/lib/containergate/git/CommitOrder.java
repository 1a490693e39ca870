package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The commits that any reference leads to, parents first, so that a content is told with the commit that brought it. Unlike
 * JGit's own walk it goes on where a commit cannot be read.
 */
final class CommitOrder {
    private final RevWalk walk;
    private final RepositoryGaps damage;
    private final Deadline deadline;
    private final List<RevCommit> ordered = new ArrayList<>();
    private final Set<ObjectId> entered = new HashSet<>();
    /** Commits on the way, each with what of its parents is still to be entered. */
    private final Deque<Step> steps = new ArrayDeque<>();

    private CommitOrder(RevWalk walk, RepositoryGaps damage, Deadline deadline) {
        this.walk = walk;
        this.damage = damage;
        this.deadline = deadline;
    }

    private record Step(RevCommit commit, Deque<RevCommit> parents) {}

    static List<RevCommit> of(Repository repository, RevWalk walk, RepositoryGaps damage, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        // bodies are read when they are needed: those of a long history do not fit into memory
        walk.setRetainBody(false);
        CommitOrder order = new CommitOrder(walk, damage, deadline);
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            ObjectId id = ref.getObjectId();
            if (id != null) {
                order.from(id);
            }
        }
        return order.ordered;
    }

    private void from(ObjectId reference) throws GateException, InterruptedException {
        try {
            RevObject target = walk.peel(walk.parseAny(reference));
            if (target instanceof RevCommit commit) {
                enter(commit);
            }
        } catch (IOException | RuntimeException e) {
            damage.with("object " + reference.getName(), e);
        }
        while (!steps.isEmpty()) {
            deadline.check("reading the git history");
            RevCommit parent = steps.element().parents().poll();
            if (parent == null) {
                ordered.add(steps.pop().commit());
            } else {
                enter(parent);
            }
        }
    }

    private void enter(RevCommit commit) {
        if (entered.add(commit)) {
            try {
                walk.parseHeaders(commit);
                steps.push(new Step(commit, new ArrayDeque<>(List.of(commit.getParents()))));
            } catch (IOException | RuntimeException e) {
                damage.with("commit " + commit.getName(), e);
            }
        }
    }
}
