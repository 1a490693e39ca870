package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.Severity;
import java.util.function.Predicate;

/** A named selection of rules; follows from their metadata, so that a new rule cannot be forgotten in a list. */
public enum RuleProfile {
    /** Every rule. */
    STRICT("strict", rule -> true),
    /** CRITICAL and HIGH rules. */
    BASELINE("baseline", rule -> rule.severity().compareTo(Severity.HIGH) <= 0),
    /** Rules traced to the CIS Docker Benchmark or to dockle, which completes its section 4. */
    CIS_DOCKER("cis-docker", rule -> rule.isFrom(RuleCatalogue.CIS_DOCKER) || rule.isFrom(RuleCatalogue.DOCKLE)),
    /** Rules traced to a control of AWS Foundational Security Best Practices. */
    FSBP("fsbp", rule -> rule.isFrom(RuleCatalogue.FSBP));

    private final String key;
    private final Predicate<RuleMetadata> selection;

    RuleProfile(String key, Predicate<RuleMetadata> selection) {
        this.key = key;
        this.selection = selection;
    }

    /** A profile chooses among rules, and never whether it is said what was not evaluated. */
    public boolean selects(RuleMetadata rule) {
        return rule.id().value().equals("every-resource-evaluated") || selection.test(rule);
    }

    /** The profile's name in policy files. */
    public String key() {
        return key;
    }
}
