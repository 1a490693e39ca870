package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the policy demands to know and the gate's knowledge lacks: each is an error, whatever was found. */
final class RequiredKnowledge {
    /** How old a basic scan of ECR may be where nothing else is asked; a policy can only ask for less. */
    private static final Duration ECR_SCAN = Duration.ofDays(30);

    private final EffectivePolicy policy;
    private final Clock clock;

    RequiredKnowledge(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    List<GateError> errors(GateInput input) {
        List<GateError> errors = new ArrayList<>();
        if (input.gate() == GateName.VULNERABILITIES) {
            errors.addAll(new FeedKnowledge(policy, clock).errors(input.feeds()).values());
            policy.find(PolicyKeys.DATABASE_MAX_AGE)
                    .flatMap(maxAge -> databaseAge(maxAge, input.source()))
                    .ifPresent(errors::add);
            input.source()
                    .filter(source -> errors.isEmpty() && source.onlyEcr())
                    .flatMap(this::ecrScanAge)
                    .ifPresent(errors::add);
        }
        return errors;
    }

    private Optional<GateError> ecrScanAge(SourceInfo source) {
        Optional<Instant> scanned = source.databaseUpdatedAt();
        if (scanned.isPresent() && ClockSkew.DATE.inFuture(scanned.get(), clock)) {
            return Optional.of(new GateError(
                    "the scan by ECR is dated " + scanned.get() + ", which is in the future",
                    "correct the clock of this machine, or use another source beside it or instead"));
        }
        String fault;
        if (scanned.isEmpty()) {
            fault = "ECR does not say when it scanned the image";
        } else if (scanned.get().isBefore(clock.instant().minus(ECR_SCAN))) {
            fault = "the scan by ECR is from " + scanned.get() + ", more than " + ECR_SCAN.toDays() + " days ago";
        } else {
            return Optional.empty();
        }
        return Optional.of(new GateError(
                fault + ", and basic scanning does not look again at what has become known since",
                "start a new scan with aws ecr start-image-scan, or use another source beside it or instead"));
    }

    private Optional<GateError> databaseAge(Setting<Duration> maxAge, Optional<SourceInfo> source) {
        Optional<Instant> updated = source.flatMap(SourceInfo::databaseUpdatedAt);
        String name = source.map(SourceInfo::name).orElse("the vulnerability source");
        if (updated.isEmpty()) {
            return Optional.of(new GateError(
                    "the database of " + name + " has no known age, but " + maxAge.decidedBy(),
                    "use a source that tells when its database was updated"));
        }
        if (ClockSkew.DATE.inFuture(updated.get(), clock)) {
            return Optional.of(new GateError(
                    "the database of " + name + " is dated " + updated.get() + ", which is in the future",
                    "correct the clock of this machine or the database"));
        }
        return updated.get().isBefore(clock.instant().minus(maxAge.value()))
                ? Optional.of(new GateError(
                        "the database of " + name + " is from " + updated.get() + ", older than " + maxAge.decidedBy(),
                        "update the vulnerability database"))
                : Optional.empty();
    }
}
