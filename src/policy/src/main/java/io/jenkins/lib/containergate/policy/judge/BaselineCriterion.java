package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.setting.Choice.Baseline;
import java.util.Optional;
import java.util.Set;

/** Leaves out what the last passed digest had already, where the policy says so. */
final class BaselineCriterion implements Criterion {
    private final Setting<Baseline> baseline;
    private final Set<Fingerprint> known;

    BaselineCriterion(Setting<Baseline> baseline, Set<Fingerprint> known) {
        this.baseline = baseline;
        this.known = known;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return baseline.value() == Baseline.NEW_ONLY && says(finding) && known.contains(finding.fingerprint())
                ? Optional.of(new Ruling(Decision.BASELINE, baseline.decidedBy(), "known"))
                : Optional.empty();
    }

    /** Whether the fingerprint says which it is: one of a place would excuse the next secret there. */
    private static boolean says(Finding finding) {
        return !(finding instanceof SecretFinding secret) || secret.details().byValue();
    }
}
