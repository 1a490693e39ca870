package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.util.Optional;

/**
 * What an agent's search of a source tree came to, as it travels to the controller: redacted findings, never a verdict.
 *
 * @param failure why it could not be searched
 */
public record TreeReport(Optional<TreeSecrets> tree, Optional<InspectionReport.Failure> failure) {
    public TreeReport {
        if (tree.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("a tree is searched or failed, and not both");
        }
    }

    static TreeReport of(TreeSecrets tree) {
        return new TreeReport(Optional.of(tree), Optional.empty());
    }

    static TreeReport of(GateException failure) {
        return new TreeReport(Optional.empty(), Optional.of(InspectionReport.Failure.of(failure)));
    }

    /** @throws GateException what the agent failed with */
    public TreeSecrets searched() throws GateException {
        if (failure.isPresent()) {
            throw failure.get().exception();
        }
        return tree.orElseThrow();
    }
}
