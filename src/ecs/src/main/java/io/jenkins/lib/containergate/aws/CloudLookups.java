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
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.bench.HostReports;
import java.util.Optional;

/**
 * All that can be asked of an AWS account and region.
 *
 * @param evidence what AWS does not know
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
        Evidence evidence) {

    /**
     * What somebody gives as files.
     *
     * @param hosts what docker-bench-security found on hosts
     * @param traffic that flow logs recorded
     */
    public record Evidence(HostReports hosts, Optional<ObservedTraffic> traffic) {
        public static Evidence none() {
            return new Evidence(HostReports.none(), Optional.empty());
        }
    }

    public CloudLookups with(Evidence given) {
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
                given);
    }
}
