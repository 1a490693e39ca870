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

/** Shared memory, semaphores and queues of every process of the instance. */
public final class NoHostIpcRule extends TaskRule {
    public NoHostIpcRule() {
        super(
                new RuleMetadata(
                        "no-host-ipc",
                        "the task does not share the memory segments of its host",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.17")),
                        "remove ipcMode, or set it to none or task"),
                Applicability.except(
                                EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                                "Fargate and Managed Instances take no ipcMode")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "ipcMode absent, none or task");
        findings.forbid(
                facts.task().ipcMode(),
                "host"::equals,
                Fix.remove(facts.task().ipcMode().place()));
        findings.oneOf(facts.task().ipcMode(), Modes.IPC);
        return findings.result();
    }
}
