package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** AWS's own key opens a secret to everyone in the account who may read it; a key of one's own needs a second permission. */
public final class SecretCustomerKeyRule extends StoredSecretRule {
    public SecretCustomerKeyRule() {
        super(
                new RuleMetadata(
                        "secret-customer-key",
                        "a customer managed key encrypts the secrets of the task",
                        Severity.LOW,
                        List.of(),
                        "encrypt the secret or parameter with a customer managed key of AWS KMS"),
                "a customer managed key");
    }

    @Override
    Optional<String> objection(Stored stored) {
        return stored.key().isPresent()
                ? Optional.empty()
                : Optional.of("is not encrypted with a customer managed key");
    }

    @Override
    boolean concerns(Stored stored) {
        return true;
    }
}
