package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.CapacityProvider;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** For capacity providers with an Auto Scaling group. */
public final class ManagedTerminationProtectionRule extends DeploymentRule {
    public ManagedTerminationProtectionRule() {
        super(new RuleMetadata(
                "managed-termination-protection",
                "instances with running tasks are not scaled away",
                Severity.LOW,
                List.of(RuleSource.fsbp("ECS.19")),
                "set autoScalingGroupProvider.managedTerminationProtection to ENABLED"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof CapacityProvider provider)) {
            return RuleResult.notApplicable("it is not a capacity provider");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), provider, "managedTerminationProtection ENABLED");
        if (!provider.autoScaling()) {
            return RuleResult.notApplicable("it has no Auto Scaling group");
        }
        findings.require(provider.terminationProtection(), "ENABLED"::equals, Fix.none());
        return findings.result();
    }
}
