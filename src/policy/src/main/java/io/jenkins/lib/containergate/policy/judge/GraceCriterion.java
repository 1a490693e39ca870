package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tolerates a finding for some time after its fix became known. An unknown date, or one to come, grants no grace. */
final class GraceCriterion implements Criterion {
    private final EffectivePolicy policy;
    private final Clock clock;

    GraceCriterion(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (!(finding instanceof VulnerabilityFinding vulnerability)
                || vulnerability.affected().fixedVersion().isEmpty()) {
            return Optional.empty();
        }
        Setting<Duration> grace = policy.get(PolicyKeys.grace(finding.severity()));
        return vulnerability
                .affected()
                .fixedSince()
                .filter(since -> within(since, grace.value()))
                .map(since -> Ruling.allowed(grace, ", fix known since " + since));
    }

    private boolean within(Instant since, Duration grace) {
        Instant now = clock.instant();
        return !since.isAfter(now) && Duration.between(since, now).compareTo(grace) < 0;
    }
}
