package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Network;
import io.jenkins.lib.containergate.ecs.deployment.TaskSet;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Task sets have a network configuration of their own. */
public final class NoPublicIpTaskSetRule extends DeploymentRule {
    public NoPublicIpTaskSetRule() {
        super(new RuleMetadata(
                "no-public-ip-task-set",
                "the tasks of the task set get no public address",
                Severity.HIGH,
                List.of(RuleSource.fsbp("ECS.16")),
                "set assignPublicIp to DISABLED; use private subnets with endpoints or a NAT gateway"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof TaskSet tasks)) {
            return RuleResult.notApplicable("it is not a task set");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), tasks, "assignPublicIp DISABLED");
        if (!tasks.network().present()) {
            return RuleResult.notApplicable("its tasks have no interface of their own");
        }
        findings.forbid(tasks.network().assignPublicIp(), ip -> !Network.withoutPublicAddress(ip), Fix.none());
        return findings.result();
    }
}
