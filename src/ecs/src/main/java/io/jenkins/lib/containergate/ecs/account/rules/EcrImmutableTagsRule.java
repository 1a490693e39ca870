package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** Tags that are excluded from immutability can be moved. */
public final class EcrImmutableTagsRule extends RepositoryRule {
    public EcrImmutableTagsRule() {
        super(
                new RuleMetadata(
                        "ecr-immutable-tags",
                        "no tag in the repositories of the images can be moved",
                        Severity.MEDIUM,
                        List.of(),
                        "set the tag mutability of the repository to IMMUTABLE"),
                "imageTagMutability IMMUTABLE");
    }

    @Override
    Optional<String> objection(EcrRepository repository) {
        return repository.tags().equals("IMMUTABLE")
                ? Optional.empty()
                : Optional.of("imageTagMutability is " + repository.tags());
    }
}
