package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Who once knew a secret knows it until it changes. */
public final class SecretAgeRule extends StoredSecretRule {
    private final Duration max;
    private final Clock clock;

    /** @param max how long ago the last change may be */
    public SecretAgeRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "secret-age",
                        "secrets and parameters of the task were changed lately",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("SecretsManager.4")),
                        "change the value, and start the tasks anew: they fetch it when they start"),
                "a change within " + max.toDays() + " days");
        this.max = max;
        this.clock = clock;
    }

    @Override
    Optional<String> objection(Stored stored) {
        if (stored.changed().isEmpty()) {
            return Optional.of("does not tell when it was changed for the last time");
        }
        return stored.changed()
                .filter(at -> at.plus(max).isBefore(clock.instant()))
                .map(at -> "was changed on " + LocalDate.ofInstant(at, ZoneOffset.UTC) + " for the last time");
    }

    @Override
    boolean asksVersion() {
        return true;
    }

    @Override
    boolean concerns(Stored stored) {
        return true;
    }
}
