package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.ContainerInstancesQuestion;
import io.jenkins.lib.containergate.ecs.account.question.TrailsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** A question to the trails of the account of a cluster, and to each trail that a file declares. */
abstract class TrailRule extends CloudRule<Deployment, List<Trail>> {
    TrailRule(RuleMetadata metadata, String expected) {
        super(metadata, expected);
    }

    @Override
    public final Question<Deployment, List<Trail>> question() {
        return new TrailsQuestion();
    }

    @Override
    public final Optional<String> excludes(Deployment definition) {
        if (definition instanceof Wall wall) {
            return wall.facts() instanceof Wall.DeclaredTrail ? Optional.empty() : Optional.of("it is not a trail");
        }
        return ContainerInstancesQuestion.excludes(definition);
    }
}
