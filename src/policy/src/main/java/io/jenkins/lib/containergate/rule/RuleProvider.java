package io.jenkins.lib.containergate.rule;

import java.util.List;

/**
 * Rules that policies may name, from a module above the policy. Each provider has a line in
 * {@code META-INF/services/io.jenkins.lib.containergate.rule.RuleProvider} of its module.
 */
public interface RuleProvider {
    /** The policy's section that sets their levels: {@code hardening} or {@code taskDefinition}. */
    String section();

    List<RuleMetadata> rules();
}
