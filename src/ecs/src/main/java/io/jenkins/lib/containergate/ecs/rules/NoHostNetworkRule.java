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

/** On the host network a container reaches everything that listens there, the agent and instance metadata included. */
public final class NoHostNetworkRule extends TaskRule {
    public NoHostNetworkRule() {
        super(
                new RuleMetadata(
                        "no-host-network",
                        "the task does not share the network of its host",
                        Severity.HIGH,
                        List.of(RuleSource.fsbp("ECS.17"), RuleSource.cisDocker("5.10")),
                        "set networkMode to awsvpc and give the service a security group"),
                Applicability.except(
                        EnumSet.of(LaunchType.FARGATE), "Fargate gives every task a network interface of its own"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a network mode other than host");
        findings.forbid(
                facts.task().networkMode(),
                "host"::equals,
                Fix.set(facts.task().networkMode().place(), "awsvpc"));
        findings.oneOf(facts.task().networkMode(), Modes.NETWORK);
        return findings.result();
    }
}
