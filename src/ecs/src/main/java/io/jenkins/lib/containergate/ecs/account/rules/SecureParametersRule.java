package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** A String is shown to everyone who may list parameters, and in backups and change logs. */
public final class SecureParametersRule extends StoredSecretRule {
    private static final String SECURE = "SecureString";

    public SecureParametersRule() {
        super(
                new RuleMetadata(
                        "secure-parameters",
                        "parameters that the task fetches as secrets are encrypted",
                        Severity.MEDIUM,
                        List.of(),
                        "store the value as a SecureString: aws ssm put-parameter --type SecureString --overwrite"),
                "a parameter of type SecureString");
    }

    @Override
    Optional<String> objection(Stored stored) {
        return stored.type().filter(type -> !type.equals(SECURE)).map(type -> "is not encrypted: its type is " + type);
    }

    @Override
    boolean concerns(Stored stored) {
        return stored.type().isPresent();
    }
}
