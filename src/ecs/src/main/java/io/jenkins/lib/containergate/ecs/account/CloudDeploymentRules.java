package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.ecs.account.rules.AuditAlarmsRule;
import io.jenkins.lib.containergate.ecs.account.rules.AuditTrailProtectedRule;
import io.jenkins.lib.containergate.ecs.account.rules.AuditTrailRule;
import io.jenkins.lib.containergate.ecs.account.rules.ClusterInstanceVolumesEncryptedRule;
import io.jenkins.lib.containergate.ecs.account.rules.ContainerAgentConnectedRule;
import io.jenkins.lib.containergate.ecs.account.rules.DnsFirewallRule;
import io.jenkins.lib.containergate.ecs.account.rules.DnsQueryLogsRule;
import io.jenkins.lib.containergate.ecs.account.rules.EcsAgentCurrentRule;
import io.jenkins.lib.containergate.ecs.account.rules.FargateTasksCurrentRule;
import io.jenkins.lib.containergate.ecs.account.rules.GuarddutyCoversClusterRule;
import io.jenkins.lib.containergate.ecs.account.rules.GuarddutyNoFindingsRule;
import io.jenkins.lib.containergate.ecs.account.rules.GuarddutyRuntimeMonitoringRule;
import io.jenkins.lib.containergate.ecs.account.rules.GuarddutyWatchesServiceRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostAmiCurrentRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostConfiguredRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostConfinementRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostDockerDaemonRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostDockerFilesRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostNoPublicAddressRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostPatchesInstalledRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostPrivilegedOffRule;
import io.jenkins.lib.containergate.ecs.account.rules.HostVulnerabilitiesRule;
import io.jenkins.lib.containergate.ecs.account.rules.ImdsBlockedRule;
import io.jenkins.lib.containergate.ecs.account.rules.InspectorCoversHostsRule;
import io.jenkins.lib.containergate.ecs.account.rules.InstanceRoleRule;
import io.jenkins.lib.containergate.ecs.account.rules.LbAccessLogsRule;
import io.jenkins.lib.containergate.ecs.account.rules.LbRequestSmugglingRule;
import io.jenkins.lib.containergate.ecs.account.rules.LbTlsOnlyRule;
import io.jenkins.lib.containergate.ecs.account.rules.LbTlsPolicyRule;
import io.jenkins.lib.containergate.ecs.account.rules.LbWebAclRule;
import io.jenkins.lib.containergate.ecs.account.rules.NetworkAclRule;
import io.jenkins.lib.containergate.ecs.account.rules.NetworkFirewallDropsRule;
import io.jenkins.lib.containergate.ecs.account.rules.NoDefaultSecurityGroupRule;
import io.jenkins.lib.containergate.ecs.account.rules.PrivateSubnetsRule;
import io.jenkins.lib.containergate.ecs.account.rules.SegmentReachabilityRule;
import io.jenkins.lib.containergate.ecs.account.rules.SgEgressRestrictedRule;
import io.jenkins.lib.containergate.ecs.account.rules.SgIngressFromSgRule;
import io.jenkins.lib.containergate.ecs.account.rules.SgNoOpenIngressRule;
import io.jenkins.lib.containergate.ecs.account.rules.SgNotSharedRule;
import io.jenkins.lib.containergate.ecs.account.rules.ShieldRule;
import io.jenkins.lib.containergate.ecs.account.rules.StartedExecRule;
import io.jenkins.lib.containergate.ecs.account.rules.StartedPublicIpRule;
import io.jenkins.lib.containergate.ecs.account.rules.StartedSecretsRule;
import io.jenkins.lib.containergate.ecs.account.rules.UnusedIngressRule;
import io.jenkins.lib.containergate.ecs.account.rules.VpcFlowLogsRule;
import io.jenkins.lib.containergate.ecs.account.rules.WafFailsClosedRule;
import io.jenkins.lib.containergate.ecs.account.rules.WebAclBlocksRule;
import io.jenkins.lib.containergate.ecs.account.rules.WebAclLogsRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.policy.segment.SegmentPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The registry of rules on services and clusters that take answers of AWS, in the order of reports. */
public final class CloudDeploymentRules {
    private CloudDeploymentRules() {}

    /** Without a list for any service. */
    public static CloudRules<Deployment> all() {
        return all(
                service -> Optional.empty(), AccountLimits.defaults(), PlaintextSecrets.standard(), Clock.systemUTC());
    }

    /**
     * @param segments by whom services may be reached
     * @param limits of what is around the tasks
     * @param plaintext how secrets are recognised
     * @param clock for the age of what runs
     */
    public static CloudRules<Deployment> all(
            SegmentPolicy segments, AccountLimits limits, PlaintextSecrets plaintext, Clock clock) {
        return new CloudRules<>(List.of(
                new ImdsBlockedRule(),
                new ClusterInstanceVolumesEncryptedRule(),
                new HostNoPublicAddressRule(),
                new HostPrivilegedOffRule(),
                new HostConfinementRule(),
                new InstanceRoleRule(),
                new ContainerAgentConnectedRule(),
                new EcsAgentCurrentRule(),
                new HostAmiCurrentRule(limits.amiAge(), clock),
                new HostPatchesInstalledRule(limits.patchScanAge(), clock),
                new HostConfiguredRule(limits.patchScanAge(), clock),
                new HostDockerDaemonRule(limits.patchScanAge(), clock),
                new HostDockerFilesRule(limits.patchScanAge(), clock),
                new HostVulnerabilitiesRule(limits.inspectorScanAge(), clock),
                new InspectorCoversHostsRule(limits.inspectorScanAge(), clock),
                new FargateTasksCurrentRule(limits.fargateTaskAge(), clock),
                new GuarddutyRuntimeMonitoringRule(),
                new GuarddutyCoversClusterRule(),
                new GuarddutyWatchesServiceRule(),
                new GuarddutyNoFindingsRule(),
                new AuditTrailRule(),
                new AuditTrailProtectedRule(),
                new AuditAlarmsRule(limits.alarms()),
                new LbTlsOnlyRule(),
                new LbTlsPolicyRule(),
                new LbWebAclRule(),
                new WebAclBlocksRule(),
                new WebAclLogsRule(),
                new ShieldRule(limits.shield()),
                new WafFailsClosedRule(),
                new LbRequestSmugglingRule(),
                new LbAccessLogsRule(),
                new StartedPublicIpRule(),
                new StartedExecRule(),
                new StartedSecretsRule(plaintext),
                new SegmentReachabilityRule(segments),
                new NetworkAclRule(),
                new NetworkFirewallDropsRule(),
                new DnsFirewallRule(),
                new DnsQueryLogsRule(),
                new VpcFlowLogsRule(),
                new PrivateSubnetsRule(),
                new NoDefaultSecurityGroupRule(),
                new SgNoOpenIngressRule(),
                new SgIngressFromSgRule(),
                new SgEgressRestrictedRule(),
                new SgNotSharedRule(),
                new UnusedIngressRule(limits.unusedIngress(), clock)));
    }
}
