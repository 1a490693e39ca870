package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** AWS's own keys have no key policy and no switch. */
public final class EcrCmkRule extends RepositoryRule {
    private static final String OF_AWS = "alias/aws/";

    public EcrCmkRule() {
        super(
                new RuleMetadata(
                        "ecr-cmk",
                        "the repositories of the images are encrypted with a key of the organisation",
                        Severity.LOW,
                        List.of(),
                        "create the repository with encryptionType KMS and the ARN of a key"),
                "encryptionConfiguration with a kmsKey");
    }

    @Override
    Optional<String> objection(EcrRepository repository) {
        return repository.key().filter(key -> !key.contains(OF_AWS)).isPresent()
                ? Optional.empty()
                : Optional.of("it is encrypted with a key of AWS");
    }
}
