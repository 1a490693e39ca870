package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.TrailsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A question to the trails of the account of a cluster, and to each trail that a file declares. */
abstract class TrailRule extends CloudRule<Deployment, List<Trail>> {
    TrailRule(RuleMetadata metadata, String expected) {
        super(metadata, expected, new TrailsQuestion());
    }
}
