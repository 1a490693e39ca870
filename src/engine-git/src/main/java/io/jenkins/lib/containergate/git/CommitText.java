package io.jenkins.lib.containergate.git;

import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** What a commit says of itself. Whoever makes one writes any of it. */
final class CommitText {
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
