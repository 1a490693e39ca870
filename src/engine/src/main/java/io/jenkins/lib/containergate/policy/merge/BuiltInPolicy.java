package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;

/** The policy when nobody gives one. Everything it leaves out has its default. */
public final class BuiltInPolicy {
    public static final String LAYER = "built-in";

    private static final String TEXT = """
        version: 1
        mode: enforce
        vulnerabilities:
          max: {critical: 0, high: 0}
        secrets:
          max: {critical: 0, high: 0, medium: 0}
        waiverRules:
          - maxDuration: 90d
        """;

    private BuiltInPolicy() {}

    public static PolicyDocument document() {
        try {
            return PolicyParser.parse(LAYER, LAYER, TEXT);
        } catch (PolicyFormatException e) {
            throw new IllegalStateException("the built-in policy is malformed", e);
        }
    }
}
