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

/** Directories with programs, configuration, devices or keys of the instance, what is in them, and what holds them. */
public final class NoSensitiveHostMountsRule extends TaskRule {
    public NoSensitiveHostMountsRule() {
        super(
                new RuleMetadata(
                        "no-sensitive-host-mounts",
                        "no volume is a directory of the host's system",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.6")),
                        "mount a directory made for the task, or an EFS or Docker volume"),
                HostPath.MOUNTED);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings =
                new TaskFindings(metadata(), facts, "no host.sourcePath in or above a directory of the system");
        findings.each(
                facts.task().volumes(),
                volume -> findings.forbid(
                        volume.hostPath(), path -> HostPath.of(path).sensitive(), Fix.none()));
        return findings.result();
    }
}
