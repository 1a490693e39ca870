package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;

/**
 * A rule that a policy layer wrote. It adds findings to the gate it names, and changes nothing else.
 *
 * @param id unique among the rules of all layers
 * @param gate whose facts it may see, and whose outcome its findings count for
 * @param title what is wrong, for people
 * @param remedy what to do about it
 * @param when in CEL: {@code true}, or a list of texts with one for each finding
 */
public record PolicyRule(String id, GateName gate, Severity severity, String title, String remedy, String when) {
    /** No rule of this program and no vulnerability is called so: a waiver for one is never a waiver for the other. */
    private static final String PREFIX = "policy/";

    /** What findings and waivers call it: {@code policy/no-gpl}. */
    public RuleId ruleId() {
        return new RuleId(PREFIX + id);
    }

    /** Whether such a rule made the finding, be it of this policy or of another. */
    public static boolean made(Finding finding) {
        return finding.rule().value().startsWith(PREFIX);
    }
}
