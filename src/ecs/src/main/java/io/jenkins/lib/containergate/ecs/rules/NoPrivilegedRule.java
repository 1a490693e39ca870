package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.EnumSet;
import java.util.List;

/** A privileged container is root on the instance: all capabilities, all devices, no security profile. */
public final class NoPrivilegedRule extends TaskRule {
    public NoPrivilegedRule() {
        super(
                new RuleMetadata(
                        "no-privileged",
                        "no container is privileged",
                        Severity.CRITICAL,
                        List.of(
                                RuleSource.fsbp("ECS.4"),
                                RuleSource.checkov("CKV_AWS_334"),
                                RuleSource.cisDocker("5.5")),
                        "remove privileged; add the one capability that is needed, or give the device or mount it was for"),
                Applicability.except(EnumSet.of(LaunchType.FARGATE), "Fargate refuses privileged containers")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "privileged absent or false");
        findings.eachContainer(container -> findings.forbid(
                container.security().privileged(),
                privileged -> privileged,
                Fix.set(container.security().privileged().place(), false)));
        return findings.result();
    }
}
