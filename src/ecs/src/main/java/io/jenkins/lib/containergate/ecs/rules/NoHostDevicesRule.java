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
import io.jenkins.lib.containergate.text.SafeText;
import java.util.EnumSet;
import java.util.List;

/** A disk is all files of the instance, {@code /dev/mem} its memory. */
public final class NoHostDevicesRule extends TaskRule {
    public NoHostDevicesRule() {
        super(
                new RuleMetadata(
                        "no-host-devices",
                        "no container is given a device of its host",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.18")),
                        "remove linuxParameters.devices"),
                Applicability.except(EnumSet.of(LaunchType.FARGATE), "Fargate hands out no devices")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no linuxParameters.devices");
        findings.eachContainer(container -> findings.each(
                container.linux().devices(),
                device -> findings.broken(
                        device.place(),
                        device.hostPath().known().orElse(""),
                        "is given "
                                + device.hostPath()
                                        .known()
                                        .map(SafeText::visible)
                                        .orElse("a device known only at deployment"),
                        Fix.remove(device.place()))));
        return findings.result();
    }
}
