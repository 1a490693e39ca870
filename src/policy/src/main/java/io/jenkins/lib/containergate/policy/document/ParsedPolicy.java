package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "is this a policy?".
 *
 * @param document present exactly when there is no problem
 * @param problems in the order of the file's lines
 */
public record ParsedPolicy(Optional<PolicyDocument> document, List<PolicyProblem> problems) {
    public ParsedPolicy {
        problems = List.copyOf(problems);
        if (document.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a document and problems exclude each other");
        }
    }
}
