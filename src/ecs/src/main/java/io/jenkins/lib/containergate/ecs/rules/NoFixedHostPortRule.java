package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.EnumSet;
import java.util.List;

/** With an interface of its own a task has no host ports to take. */
public final class NoFixedHostPortRule extends TaskRule {
    public NoFixedHostPortRule() {
        super(
                new RuleMetadata(
                        "no-fixed-host-port",
                        "no container takes a fixed port of its host",
                        Severity.LOW,
                        List.of(RuleSource.cisDocker("5.9")),
                        "remove hostPort, so that the instance chooses one"),
                Applicability.except(
                        EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                        "Fargate and Managed Instances have no bridge network"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "hostPort absent or 0");
        Field<String> mode = facts.task().networkMode();
        if (mode instanceof Unresolved<String> unresolved) {
            findings.undecided(unresolved);
            return findings.result();
        }
        if (mode.known()
                .filter(each -> each.equals("awsvpc") || each.equals("host"))
                .isPresent()) {
            return RuleResult.notApplicable("on this network the ports of container and host are the same");
        }
        findings.eachContainer(container -> findings.each(
                container.network().portMappings(),
                mapping -> findings.forbid(
                        mapping.hostPort(),
                        port -> port != 0,
                        Fix.remove(mapping.hostPort().place()))));
        return findings.result();
    }
}
