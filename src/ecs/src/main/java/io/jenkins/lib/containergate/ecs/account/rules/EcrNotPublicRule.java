package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.iam.PublicAccess;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** Whoever may pull an image has what is in it, and whoever may push decides what runs. */
public final class EcrNotPublicRule extends RepositoryRule {
    public EcrNotPublicRule() {
        super(
                new RuleMetadata(
                        "ecr-not-public",
                        "no repository of the images is open to every AWS account",
                        Severity.HIGH,
                        List.of(),
                        "name the accounts in Principal, or add a condition on aws:PrincipalOrgID"),
                "named principals, or a condition on who asks");
    }

    @Override
    Optional<String> objection(EcrRepository repository) throws GateException {
        Optional<String> own = repository.policy().isEmpty()
                ? Optional.empty()
                : PublicAccess.of(
                        "the repository " + repository.arn().name(),
                        repository.policy().get());
        if (own.isPresent() || repository.registryPolicy().isEmpty()) {
            return own;
        }
        return PublicAccess.of(
                        "the registry of the repository " + repository.arn().name(),
                        repository.registryPolicy().get())
                .map(wrong -> "of its registry, " + wrong);
    }
}
