package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.finding.Finding;

/**
 * A finding and what the policy made of it.
 *
 * @param decidedBy policy layer, key and value, such as {@code org: vulnerabilities.max.critical=0}
 */
public record DecidedFinding(Finding finding, Decision decision, String decidedBy) {}
