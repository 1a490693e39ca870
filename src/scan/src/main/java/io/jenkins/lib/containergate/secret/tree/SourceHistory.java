package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** What a source tree held before: whoever has a clone of it has all of that. */
@FunctionalInterface
public interface SourceHistory {

    /**
     * A content that some commit has brought.
     *
     * @param path in the tree at that commit
     * @param commit its id in full
     * @param time the commit's own, which whoever made it has set
     */
    record Version(String path, String commit, Instant time) {}

    /** Is shown each content once, with the first commit and path it has, oldest commits first. */
    interface Visitor {
        void content(Version version, FileContent content) throws IOException, GateException, InterruptedException;

        /** A content too large to be read. */
        void tooLarge(Version version, long bytes);

        /** The history before some commits is not there. */
        void cutOff(String reason);
    }

    /**
     * Shows everything that can be reached from any branch, tag or other reference.
     *
     * @param root directory of the tree
     * @throws GateException when there is no history, or it cannot be read to its end
     */
    void visit(Path root, Visitor visitor, Deadline deadline) throws GateException, InterruptedException;
}
