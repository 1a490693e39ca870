package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.iam.Condition;
import io.jenkins.lib.containergate.ecs.account.iam.PolicyParser;
import io.jenkins.lib.containergate.ecs.account.iam.Statement;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A condition on who asks makes everybody fewer; what a statement denies is left out of account. */
public final class EcrNotPublicRule extends RepositoryRule {
    private static final Set<String> WHO = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourcevpc",
            "aws:sourcevpce");

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
        if (repository.policy().isEmpty()) {
            return Optional.empty();
        }
        String name = "of the repository " + repository.arn().name();
        for (Statement statement : PolicyParser.parse(name, repository.policy().get())) {
            if (statement.allow() && open(statement)) {
                return Optional.of("its policy allows everybody "
                        + statement.actions().get(0) + (statement.actions().size() > 1 ? " and more" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean open(Statement statement) throws GateException {
        boolean everybody = statement
                .principals()
                .orElseThrow(() -> new GateException(
                        "the policy of the repository has a statement without Principal",
                        "compare it with the grammar of IAM policies"))
                .everybody();
        return everybody && statement.conditions().stream().noneMatch(EcrNotPublicRule::namesWho);
    }

    private static boolean namesWho(Condition condition) {
        return condition.narrows() && WHO.contains(condition.key());
    }
}
