package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.secret.tree.SourceHistory;
import org.eclipse.jgit.errors.MissingObjectException;

/** What of a repository cannot be read, reported once: a partial clone lacks objects by the thousand. */
final class RepositoryGaps {
    private int places;
    private String first = "";

    /**
     * @param what cannot be read
     * @param cause which says how; its message is not shown, because it can hold content
     */
    RepositoryGaps with(String what, Exception cause) {
        if (places++ == 0) {
            first = cause instanceof MissingObjectException missing && missing.getObjectId() != null
                    ? "object " + missing.getObjectId().getName() + " is missing"
                    : what + " is damaged (" + cause.getClass().getSimpleName() + ")";
        }
        return this;
    }

    void report(SourceHistory.Visitor visitor) {
        if (places > 0) {
            String more = places == 1 ? "" : ", and " + (places - 1) + " more objects cannot be read";
            visitor.incomplete(
                    "part of the git history cannot be read: " + first + more,
                    "check the repository with git fsck and fetch it again, completely; a waiver for this place lets"
                            + " it through");
        }
    }
}
