package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.finding.Account;
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
 * @param account what was searched and what was not
 */
public record TreeSecrets(String name, long files, List<SecretFinding> findings, Set<RuleId> rules, Account account) {
    public TreeSecrets {
        findings = List.copyOf(findings);
        rules = Set.copyOf(rules);
    }
}
