package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Network;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Absent means no address for services that are made through the API. */
public final class NoPublicIpRule extends DeploymentRule {
    public NoPublicIpRule() {
        super(new RuleMetadata(
                "no-public-ip",
                "the tasks of the service get no public address",
                Severity.HIGH,
                List.of(RuleSource.fsbp("ECS.2"), RuleSource.checkov("CKV_AWS_333")),
                "set assignPublicIp to DISABLED; use private subnets with endpoints or a NAT gateway"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        Network network = network(deployment);
        if (network == null) {
            return RuleResult.notApplicable("it is not a service and starts no tasks");
        }
        if (!network.present()) {
            return RuleResult.notApplicable("its tasks have no interface of their own");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "assignPublicIp DISABLED");
        findings.forbid(network.assignPublicIp(), ip -> !Network.withoutPublicAddress(ip), Fix.none());
        return findings.result();
    }

    private static @Nullable Network network(Deployment deployment) {
        if (deployment instanceof Service service) {
            return service.network();
        }
        return deployment instanceof Launch launch ? launch.network() : null;
    }
}
