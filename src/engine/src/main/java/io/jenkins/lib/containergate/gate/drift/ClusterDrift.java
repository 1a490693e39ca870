package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.PolicyNote;
import java.util.List;

/**
 * What the rules found in one cluster: enough to decide, without the tasks.
 *
 * @param lines one for each service, for people; those that the internet reaches and that something was found in come first
 */
record ClusterDrift(List<Finding> findings, List<PolicyNote> lines, Account account) {
    ClusterDrift {
        findings = List.copyOf(findings);
        lines = List.copyOf(lines);
    }
}
