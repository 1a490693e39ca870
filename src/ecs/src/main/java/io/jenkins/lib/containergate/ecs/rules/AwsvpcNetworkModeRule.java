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
import java.util.EnumSet;
import java.util.List;

/** Without a mode, a Linux task is on the bridge of the instance; Managed Instances have this one then. */
public final class AwsvpcNetworkModeRule extends TaskRule {
    public AwsvpcNetworkModeRule() {
        super(
                new RuleMetadata(
                        "awsvpc-network-mode",
                        "the task has a network interface of its own",
                        Severity.MEDIUM,
                        List.of(),
                        "set networkMode to awsvpc and give the service a security group"),
                Applicability.except(
                        EnumSet.of(LaunchType.FARGATE, LaunchType.EXTERNAL),
                        "Fargate has no other network mode, ECS Anywhere does not have this one"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        boolean byDefault = !facts.task().launchTypes().contains(LaunchType.EC2);
        if (facts.task().networkMode().absent() && byDefault) {
            return new RuleResult.Pass();
        }
        TaskFindings findings = new TaskFindings(metadata(), facts, "networkMode awsvpc");
        findings.require(
                facts.task().networkMode(),
                "awsvpc"::equals,
                Fix.set(facts.task().networkMode().place(), "awsvpc"));
        return findings.result();
    }
}
