package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.rules.AdmissionHookPresentRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.AllowedOverrideCommandsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ContainerInsightsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.DeploymentCircuitBreakerRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.EbsVolumesEncryptedRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.EveryResourceEvaluatedRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ExecDisabledRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ExecLoggingKmsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ExecLoggingRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ExplicitSecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.FargateLatestPlatformRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ManagedStorageKmsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ManagedTerminationProtectionRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.NoOpenDeclaredGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.NoPublicIpRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.NoPublicIpTaskSetRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.NoSecretsInDeploymentsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ServiceConnectLoggingRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ServiceConnectTlsRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.ServiceLoadBalancerRule;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.List;

/** The registry of rules on what task definitions are deployed in, in the order of reports. */
public final class DeploymentRules {
    private DeploymentRules() {}

    /** With nothing to compare with, for what is known of rules before they are asked. */
    public static RuleSet<Deployment> all() {
        return all(Expectations.none());
    }

    public static RuleSet<Deployment> all(Expectations policy) {
        return RuleSet.of(List.<DeploymentRule>of(
                new EveryResourceEvaluatedRule(),
                new NoPublicIpRule(),
                new NoPublicIpTaskSetRule(),
                new ExplicitSecurityGroupRule(),
                new NoOpenDeclaredGroupRule(),
                new ServiceLoadBalancerRule(),
                new NoSecretsInDeploymentsRule(policy.secrets()),
                new ExecDisabledRule(),
                new AllowedOverrideCommandsRule(policy.commands()),
                new FargateLatestPlatformRule(),
                new ServiceConnectTlsRule(),
                new ServiceConnectLoggingRule(),
                new EbsVolumesEncryptedRule(),
                new DeploymentCircuitBreakerRule(),
                new AdmissionHookPresentRule(policy.admissionHooks()),
                new ContainerInsightsRule(),
                new ExecLoggingRule(),
                new ExecLoggingKmsRule(),
                new ManagedStorageKmsRule(),
                new ManagedTerminationProtectionRule()));
    }
}
