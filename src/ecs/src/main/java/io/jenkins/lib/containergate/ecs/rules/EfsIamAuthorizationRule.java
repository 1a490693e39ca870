package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Otherwise the network is all that decides who may mount what. */
public final class EfsIamAuthorizationRule extends TaskRule {
    public EfsIamAuthorizationRule() {
        super(new RuleMetadata(
                "efs-iam-authorization",
                "Elastic File Systems are mounted through an access point, with the task's role",
                Severity.MEDIUM,
                List.of(),
                "set authorizationConfig.accessPointId, and iam to ENABLED"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "iam ENABLED and an accessPointId");
        findings.each(facts.task().volumes(), volume -> {
            if (volume.efs().present()) {
                findings.require(
                        volume.efs().iam(),
                        "ENABLED"::equals,
                        Fix.set(volume.efs().iam().place(), "ENABLED"));
                findings.requireSet(volume.efs().accessPointId());
            }
        });
        return findings.result();
    }
}
