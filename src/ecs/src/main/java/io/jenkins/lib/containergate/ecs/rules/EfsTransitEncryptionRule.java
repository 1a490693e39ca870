package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Absent means in the clear. */
public final class EfsTransitEncryptionRule extends TaskRule {
    public EfsTransitEncryptionRule() {
        super(new RuleMetadata(
                "efs-transit-encryption",
                "traffic to Elastic File Systems is encrypted",
                Severity.HIGH,
                List.of(RuleSource.fsbp("ECS.18"), RuleSource.checkov("CKV_AWS_97")),
                "set efsVolumeConfiguration.transitEncryption to ENABLED"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "transitEncryption ENABLED");
        findings.each(facts.task().volumes(), volume -> {
            if (volume.efs().present()) {
                findings.require(
                        volume.efs().transitEncryption(),
                        "ENABLED"::equals,
                        Fix.set(volume.efs().transitEncryption().place(), "ENABLED"));
            }
        });
        return findings.result();
    }
}
