package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Optional;

/** What {@code baseImages} demands blocks, whatever the levels of rules. */
public final class BaseImageCriterion implements Criterion {
    public static final RuleId UNAPPROVED = new RuleId("unapproved-base-image");
    public static final RuleId STALE = new RuleId("stale-base-image");
    public static final RuleId UNKNOWN = new RuleId("unknown-base-image");

    private final EffectivePolicy policy;

    BaseImageCriterion(EffectivePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (finding.rule().equals(UNAPPROVED)) {
            return policy.find(PolicyKeys.BASE_IMAGES_ALLOWED)
                    .map(setting -> Ruling.blocked(setting, "base image that is not allowed"));
        }
        return finding.rule().equals(STALE)
                ? policy.find(PolicyKeys.BASE_IMAGES_MAX_AGE)
                        .map(setting -> Ruling.blocked(setting, "base image that is too old"))
                : Optional.empty();
    }
}
