package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.Severity;
import java.util.Optional;

/** A named selection of rules; follows from their metadata, so that a new rule cannot be forgotten in a list. */
public enum RuleProfile {
    /** CRITICAL and HIGH rules. */
    BASELINE("baseline") {
        @Override
        public boolean selects(RuleMetadata rule) {
            return rule.severity().compareTo(Severity.HIGH) <= 0;
        }
    },
    /** Rules traced to the CIS Docker Benchmark or to dockle, which completes its section 4. */
    CIS_DOCKER("cis-docker") {
        @Override
        public boolean selects(RuleMetadata rule) {
            return rule.sources().stream()
                    .map(RuleSource::catalogue)
                    .anyMatch(catalogue -> catalogue == RuleCatalogue.CIS_DOCKER || catalogue == RuleCatalogue.DOCKLE);
        }
    },
    /** Every rule. */
    STRICT("strict") {
        @Override
        public boolean selects(RuleMetadata rule) {
            return true;
        }
    };

    private final String key;

    RuleProfile(String key) {
        this.key = key;
    }

    public abstract boolean selects(RuleMetadata rule);

    /** The profile's name in policy files. */
    public String key() {
        return key;
    }

    public static Optional<RuleProfile> ofKey(String key) {
        for (RuleProfile profile : values()) {
            if (profile.key.equals(key)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
