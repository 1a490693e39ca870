package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import java.util.List;
import java.util.Set;

/**
 * Secrets in a source tree.
 *
 * @param name the tree as the user names it
 * @param files that were searched
 * @param rules ids of all rules that were asked
 */
public record TreeSecrets(String name, long files, List<SecretFinding> findings, Set<RuleId> rules) {
    public TreeSecrets {
        findings = List.copyOf(findings);
        rules = Set.copyOf(rules);
    }
}
