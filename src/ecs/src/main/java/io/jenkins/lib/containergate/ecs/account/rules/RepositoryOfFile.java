package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.DeclaredRepositoryQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;

/** What a rule asks of the repositories of images, asked of one that a file declares, whoever's images it holds. */
public final class RepositoryOfFile extends CloudRule<Deployment, EcrRepository> {
    private final RepositoryRule rule;

    RepositoryOfFile(RepositoryRule rule) {
        super(rule.metadata(), rule.expected(), new DeclaredRepositoryQuestion());
        this.rule = rule;
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, EcrRepository repository) {
        CloudFindings findings = findings(facts);
        Deployment definition = facts.definition();
        Optional<String> elsewhere =
                definition instanceof Wall wall && wall.facts() instanceof Wall.DeclaredRepository declared
                        ? rule.saidElsewhere(declared)
                        : Optional.empty();
        Lookup<EcrRepository> answer = elsewhere
                .<Lookup<EcrRepository>>map(Lookup.NotAsked::new)
                .orElseGet(() -> new Lookup.Answered<>(repository));
        findings.answered(
                answer,
                definition.place(),
                known -> rule.judge(known, definition.name(), definition.place(), findings, true));
        return findings.result();
    }
}
