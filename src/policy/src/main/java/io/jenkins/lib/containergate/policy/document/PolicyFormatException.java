package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A policy file that says something no policy can say. Lists every problem of the file. */
public final class PolicyFormatException extends GateException {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    PolicyFormatException(String file, List<PolicyProblem> problems) {
        super(words(file, problems), "correct the policy file; docs/policy.md describes every key");
        this.problems = List.copyOf(problems);
    }

    private static String words(String file, List<PolicyProblem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        return problems.stream()
                .map(PolicyProblem::toString)
                .collect(Collectors.joining("\n  ", file + " has " + problems.size() + " problems:\n  ", "\n"));
    }

    public List<PolicyProblem> problems() {
        return problems;
    }
}
