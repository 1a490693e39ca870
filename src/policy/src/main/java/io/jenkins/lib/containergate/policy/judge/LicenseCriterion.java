package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.LicenseFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.license.LicenseSet;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.UnknownLicenses;
import java.util.Optional;

/** What is denied or not allowed blocks; what is not known, and is not to be an error, is reported. */
public final class LicenseCriterion implements Criterion {
    public static final RuleId DENIED = new RuleId("denied-license");
    public static final RuleId UNLISTED = new RuleId("unlisted-license");
    public static final RuleId UNKNOWN = new RuleId("unknown-license");

    private final EffectivePolicy policy;

    LicenseCriterion(EffectivePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (!(finding instanceof LicenseFinding license)) {
            return Optional.empty();
        }
        if (license.rule().equals(DENIED)) {
            return denied(PolicyKeys.LICENSES_DENY, "denied licence");
        }
        if (license.rule().equals(UNLISTED)) {
            return denied(PolicyKeys.LICENSES_ALLOW, "licence that is not allowed");
        }
        Setting<UnknownLicenses> unknown = policy.get(PolicyKeys.UNKNOWN_LICENSES);
        return unknown.value() == UnknownLicenses.REPORT
                ? Optional.of(Ruling.allowed(unknown))
                : Optional.of(Ruling.blocked(unknown, "unknown licence"));
    }

    private Optional<Ruling> denied(PolicyKey<LicenseSet> key, String cause) {
        return policy.find(key).map(licenses -> Ruling.blocked(licenses, cause));
    }
}
