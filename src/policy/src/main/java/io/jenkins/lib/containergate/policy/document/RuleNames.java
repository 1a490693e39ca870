package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.text.ShownName;

/** Whether the rules that a policy names exist: a level or a waiver for none does nothing, and nobody notices. */
final class RuleNames {
    private final KnownRules rules;
    private final Problems problems;

    RuleNames(KnownRules rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /** @param path of the section: {@code hardening.rules} */
    void checkLevel(RuleId rule, String path, int line) {
        String section = path.substring(0, path.indexOf('.'));
        if (rules.find(section, rule).isEmpty()) {
            String meant = rules.sectionOf(rule)
                    .map(other -> "it is a rule of " + other)
                    .orElseGet(() -> NearestNames.hint(
                            rule.value(), rules.names(section), "and none is called nearly so: docs/rules lists them"));
            problems.report(line, path + ": unknown rule " + ShownName.of(rule.value()) + ", " + meant);
        }
    }

    /**
     * What a waiver names may also be a vulnerability, a secret, or a part of an image that could not be decided. So only a
     * name that is nearly that of a rule is taken for a mistake.
     */
    void checkWaived(Glob rule, String where, int line) {
        String name = rule.toString();
        if (!rule.literal() || rules.names().contains(name)) {
            return;
        }
        NearestNames.mistyped(name, rules.names())
                .ifPresent(meant -> problems.report(
                        line, where + ": unknown rule " + ShownName.of(name) + ", did you mean " + meant + "?"));
    }
}
