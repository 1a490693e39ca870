package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** A secret that leaked is of use until it is changed, and nobody changes one by hand in time. */
public final class SecretRotationRule extends StoredSecretRule {
    public SecretRotationRule() {
        super(
                new RuleMetadata(
                        "secret-rotation",
                        "Secrets Manager rotates the secrets of the task",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("SecretsManager.1")),
                        "switch on automatic rotation of the secret: aws secretsmanager rotate-secret"),
                "rotation enabled, and a first rotation");
    }

    @Override
    Optional<String> objection(Stored stored) {
        if (!stored.rotates()) {
            return Optional.of("is not rotated");
        }
        return stored.rotated() ? Optional.empty() : Optional.of("has rotation switched on and was never rotated");
    }

    @Override
    boolean asksVersion() {
        return true;
    }

    @Override
    boolean concerns(Stored stored) {
        return stored.type().isEmpty();
    }
}
