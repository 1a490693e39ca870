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

/** With the processes of the host a container sees their arguments, and with root it can stop or trace them. */
public final class NoHostPidRule extends TaskRule {
    public NoHostPidRule() {
        super(
                new RuleMetadata(
                        "no-host-pid",
                        "the task does not share the processes of its host",
                        Severity.HIGH,
                        List.of(
                                RuleSource.fsbp("ECS.3"),
                                RuleSource.checkov("CKV_AWS_335"),
                                RuleSource.cisDocker("5.16")),
                        "remove pidMode"),
                Applicability.except(
                                EnumSet.of(LaunchType.FARGATE), "Fargate has no process namespace of a host to share")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "pidMode absent or task");
        findings.forbid(
                facts.task().pidMode(),
                "host"::equals,
                Fix.remove(facts.task().pidMode().place()));
        findings.oneOf(facts.task().pidMode(), Modes.PID);
        return findings.result();
    }
}
