package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.audit.AuditLookups;
import io.jenkins.lib.containergate.aws.dns.DnsLookups;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups;
import io.jenkins.lib.containergate.aws.iam.AccessLookups;
import io.jenkins.lib.containergate.aws.iam.IamLookups;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups;
import io.jenkins.lib.containergate.aws.secret.SecretLookups;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups;
import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.aws.vpc.FirewallLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.bench.HostReports;

/**
 * All that can be asked of an AWS account and region.
 *
 * @param hostReports what docker-bench-security found on its hosts
 */
public record CloudLookups(
        EcsLookups ecs,
        IamLookups iam,
        NetworkLookups network,
        RepositoryLookups repositories,
        HostLookups hosts,
        PatchLookups patches,
        LoadBalancerLookups balancers,
        WebAclLookups webAcls,
        DnsLookups dns,
        AuditLookups audit,
        DetectionLookups detection,
        InspectorLookups inspector,
        SecretLookups secrets,
        FirewallLookups firewalls,
        StartLookups starters,
        AccessLookups access,
        StoredFiles files,
        HostReports hostReports) {

    /** Without reports on hosts. */
    public CloudLookups(
            EcsLookups ecs,
            IamLookups iam,
            NetworkLookups network,
            RepositoryLookups repositories,
            HostLookups hosts,
            PatchLookups patches,
            LoadBalancerLookups balancers,
            WebAclLookups webAcls,
            DnsLookups dns,
            AuditLookups audit,
            DetectionLookups detection,
            InspectorLookups inspector,
            SecretLookups secrets,
            FirewallLookups firewalls,
            StartLookups starters,
            AccessLookups access,
            StoredFiles files) {
        this(
                ecs,
                iam,
                network,
                repositories,
                hosts,
                patches,
                balancers,
                webAcls,
                dns,
                audit,
                detection,
                inspector,
                secrets,
                firewalls,
                starters,
                access,
                files,
                HostReports.none());
    }

    /** With what was found on hosts, which AWS does not know. */
    public CloudLookups with(HostReports reports) {
        return new CloudLookups(
                ecs,
                iam,
                network,
                repositories,
                hosts,
                patches,
                balancers,
                webAcls,
                dns,
                audit,
                detection,
                inspector,
                secrets,
                firewalls,
                starters,
                access,
                files,
                reports);
    }

    /** @param reason why nothing is asked, for the findings of the rules that would need it */
    public static CloudLookups notAsked(String reason) {
        return new CloudLookups(
                Unasked.of(EcsLookups.class, reason),
                Unasked.of(IamLookups.class, reason),
                Unasked.of(NetworkLookups.class, reason),
                Unasked.of(RepositoryLookups.class, reason),
                Unasked.of(HostLookups.class, reason),
                Unasked.of(PatchLookups.class, reason),
                Unasked.of(LoadBalancerLookups.class, reason),
                Unasked.of(WebAclLookups.class, reason),
                Unasked.of(DnsLookups.class, reason),
                Unasked.of(AuditLookups.class, reason),
                Unasked.of(DetectionLookups.class, reason),
                Unasked.of(InspectorLookups.class, reason),
                Unasked.of(SecretLookups.class, reason),
                Unasked.of(FirewallLookups.class, reason),
                Unasked.of(StartLookups.class, reason),
                Unasked.of(AccessLookups.class, reason),
                Unasked.of(StoredFiles.class, reason));
    }
}
