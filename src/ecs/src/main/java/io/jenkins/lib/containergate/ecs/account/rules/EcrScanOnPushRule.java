package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** By the setting of the repository, or by a rule of the registry. */
public final class EcrScanOnPushRule extends RepositoryRule {
    public EcrScanOnPushRule() {
        super(
                new RuleMetadata(
                        "ecr-scan-on-push",
                        "ECR scans the images of the repositories when they are pushed",
                        Severity.MEDIUM,
                        List.of(),
                        "let a scanning rule of the registry cover the repository"),
                "scanning on push, or continuously");
    }

    @Override
    Optional<String> objection(EcrRepository repository) {
        return repository.scanOnPush() || repository.continuousScan()
                ? Optional.empty()
                : Optional.of("neither it nor the registry scans on push");
    }

    @Override
    Optional<String> saidElsewhere(Wall.DeclaredRepository repository) {
        return repository.scanning()
                ? Optional.empty()
                : Optional.of(
                        "the file says neither for the repository nor for its registry whether images are scanned, and"
                                + " another stack may configure the registry");
    }

    @Override
    String ofFile(String objection) {
        return objection + ", as far as the file says: if the registry of the account does, declare its scanning"
                + " configuration in the file, or waive this until the repository is deployed";
    }
}
