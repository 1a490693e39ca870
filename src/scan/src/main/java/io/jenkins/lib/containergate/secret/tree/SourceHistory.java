package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.nio.file.Path;

/** What a source tree held before: whoever has a clone of it has all of that. */
@FunctionalInterface
public interface SourceHistory {

    /**
     * A content that some commit has brought.
     *
     * @param path in the tree at that commit
     * @param commit as whoever made it describes it: its author is any text
     */
    record Version(String path, Commit commit) {}

    /** Is shown each content and each commit's message once, with the first commit and path it has, oldest commits first. */
    interface Visitor {
        void content(Version version, FileContent content) throws IOException, GateException, InterruptedException;

        /** A content too large to be read. */
        void tooLarge(Version version, long bytes);

        /**
         * Part of the history is not there, or cannot be read; what can is still shown.
         *
         * @param problem without anything of its content
         */
        void incomplete(String problem, String remedy);
    }

    /**
     * Shows everything that can be reached from any branch, tag or other reference.
     *
     * @param root directory of the tree
     * @throws GateException when there is no history
     */
    void visit(Path root, Visitor visitor, Deadline deadline) throws GateException, InterruptedException;
}
