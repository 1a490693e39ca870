package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.rules.AllowedCommandsRule;
import io.jenkins.lib.containergate.ecs.rules.AllowedHostPathsRule;
import io.jenkins.lib.containergate.ecs.rules.ApparmorProfileRule;
import io.jenkins.lib.containergate.ecs.rules.AwsvpcNetworkModeRule;
import io.jenkins.lib.containergate.ecs.rules.CpuLimitRule;
import io.jenkins.lib.containergate.ecs.rules.DefaultSeccompProfileRule;
import io.jenkins.lib.containergate.ecs.rules.DropAllCapabilitiesRule;
import io.jenkins.lib.containergate.ecs.rules.EfsIamAuthorizationRule;
import io.jenkins.lib.containergate.ecs.rules.EfsTransitEncryptionRule;
import io.jenkins.lib.containergate.ecs.rules.EnvFileScopeRule;
import io.jenkins.lib.containergate.ecs.rules.ExecutionRoleNotTaskRoleRule;
import io.jenkins.lib.containergate.ecs.rules.ExecutionRolePresentRule;
import io.jenkins.lib.containergate.ecs.rules.FaultInjectionOffRule;
import io.jenkins.lib.containergate.ecs.rules.HostMountsReadOnlyRule;
import io.jenkins.lib.containergate.ecs.rules.HostNetworkNonrootRule;
import io.jenkins.lib.containergate.ecs.rules.ImageByDigestRule;
import io.jenkins.lib.containergate.ecs.rules.ImageScannedRule;
import io.jenkins.lib.containergate.ecs.rules.ImageSignedRule;
import io.jenkins.lib.containergate.ecs.rules.InitProcessRule;
import io.jenkins.lib.containergate.ecs.rules.LogConfigurationRule;
import io.jenkins.lib.containergate.ecs.rules.LogNonBlockingRule;
import io.jenkins.lib.containergate.ecs.rules.LogOptionsNoSecretsRule;
import io.jenkins.lib.containergate.ecs.rules.MacNotOnFargateRule;
import io.jenkins.lib.containergate.ecs.rules.MemoryHardLimitRule;
import io.jenkins.lib.containergate.ecs.rules.NoAddedCapabilitiesRule;
import io.jenkins.lib.containergate.ecs.rules.NoDangerousSysctlRule;
import io.jenkins.lib.containergate.ecs.rules.NoDockerSocketRule;
import io.jenkins.lib.containergate.ecs.rules.NoFixedHostPortRule;
import io.jenkins.lib.containergate.ecs.rules.NoHostDevicesRule;
import io.jenkins.lib.containergate.ecs.rules.NoHostIpcRule;
import io.jenkins.lib.containergate.ecs.rules.NoHostNetworkRule;
import io.jenkins.lib.containergate.ecs.rules.NoHostPidRule;
import io.jenkins.lib.containergate.ecs.rules.NoInteractiveTtyRule;
import io.jenkins.lib.containergate.ecs.rules.NoLinksExtraHostsRule;
import io.jenkins.lib.containergate.ecs.rules.NoNewPrivilegesRule;
import io.jenkins.lib.containergate.ecs.rules.NoPlaintextSecretsEnvRule;
import io.jenkins.lib.containergate.ecs.rules.NoPrivilegedPortsRule;
import io.jenkins.lib.containergate.ecs.rules.NoPrivilegedRule;
import io.jenkins.lib.containergate.ecs.rules.NoSecretsInArgumentsRule;
import io.jenkins.lib.containergate.ecs.rules.NoSensitiveHostMountsRule;
import io.jenkins.lib.containergate.ecs.rules.NoSharedMountPropagationRule;
import io.jenkins.lib.containergate.ecs.rules.NoSharedPidRule;
import io.jenkins.lib.containergate.ecs.rules.NoSshPortRule;
import io.jenkins.lib.containergate.ecs.rules.ReadonlyRootFilesystemRule;
import io.jenkins.lib.containergate.ecs.rules.RegistryCredentialsRule;
import io.jenkins.lib.containergate.ecs.rules.RunsJudgedImageRule;
import io.jenkins.lib.containergate.ecs.rules.SecretVersionPinnedRule;
import io.jenkins.lib.containergate.ecs.rules.SecretsByReferenceRule;
import io.jenkins.lib.containergate.ecs.rules.SelinuxLabelRule;
import io.jenkins.lib.containergate.ecs.rules.TaskHealthCheckRule;
import io.jenkins.lib.containergate.ecs.rules.TaskNoLatestTagRule;
import io.jenkins.lib.containergate.ecs.rules.TaskNonRootUserRule;
import io.jenkins.lib.containergate.ecs.rules.TaskRolePresentRule;
import io.jenkins.lib.containergate.ecs.rules.TaskWindowsNonAdminUserRule;
import io.jenkins.lib.containergate.ecs.rules.TrustedRegistryRule;
import io.jenkins.lib.containergate.ecs.rules.UlimitsSetRule;
import io.jenkins.lib.containergate.ecs.rules.VersionConsistencyOnRule;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.List;

/** The registry of task definition rules, in the order of reports. */
public final class TaskRules {
    private TaskRules() {}

    /** With nothing to compare with, for what is known of rules before they are asked. */
    public static RuleSet<TaskFacts> all() {
        return all(Expectations.none());
    }

    public static RuleSet<TaskFacts> all(Expectations policy) {
        return RuleSet.of(List.<TaskRule>of(
                new NoPrivilegedRule(),
                new TaskNonRootUserRule(),
                new TaskWindowsNonAdminUserRule(),
                new NoHostNetworkRule(),
                new HostNetworkNonrootRule(),
                new AwsvpcNetworkModeRule(),
                new NoHostPidRule(),
                new NoHostIpcRule(),
                new NoSharedPidRule(),
                new ReadonlyRootFilesystemRule(),
                new DropAllCapabilitiesRule(),
                new NoAddedCapabilitiesRule(),
                new NoNewPrivilegesRule(),
                new ApparmorProfileRule(),
                new SelinuxLabelRule(),
                new DefaultSeccompProfileRule(),
                new MacNotOnFargateRule(),
                new NoDockerSocketRule(),
                new NoSensitiveHostMountsRule(),
                new HostMountsReadOnlyRule(),
                new NoSharedMountPropagationRule(),
                new NoHostDevicesRule(),
                new NoDangerousSysctlRule(),
                new MemoryHardLimitRule(),
                new CpuLimitRule(),
                new UlimitsSetRule(),
                new NoInteractiveTtyRule(),
                new InitProcessRule(),
                new LogConfigurationRule(),
                new LogNonBlockingRule(),
                new EfsTransitEncryptionRule(),
                new EfsIamAuthorizationRule(),
                new FaultInjectionOffRule(),
                new NoPlaintextSecretsEnvRule(policy.secrets()),
                new NoSecretsInArgumentsRule(policy.secrets()),
                new LogOptionsNoSecretsRule(policy.secrets()),
                new SecretsByReferenceRule(),
                new SecretVersionPinnedRule(),
                new RegistryCredentialsRule(),
                new TaskRolePresentRule(),
                new ExecutionRolePresentRule(),
                new ExecutionRoleNotTaskRoleRule(),
                new TrustedRegistryRule(policy.registries()),
                new AllowedHostPathsRule(policy.hostPaths()),
                new AllowedCommandsRule(policy.commands()),
                new EnvFileScopeRule(policy.environmentFiles()),
                new RunsJudgedImageRule(),
                new ImageSignedRule(),
                new ImageScannedRule(),
                new ImageByDigestRule(),
                new TaskNoLatestTagRule(),
                new VersionConsistencyOnRule(),
                new TaskHealthCheckRule(),
                new NoPrivilegedPortsRule(),
                new NoFixedHostPortRule(),
                new NoSshPortRule(),
                new NoLinksExtraHostsRule()));
    }
}
