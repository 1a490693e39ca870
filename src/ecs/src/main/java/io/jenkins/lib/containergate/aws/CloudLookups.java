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
import java.lang.reflect.Proxy;
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

    /** Without evidence of other origin. */
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
                Evidence.none());
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

    /** Look-ups that ask nothing: every answer is {@link Lookup.NotAsked}. */
    private static final class Unasked {
        private Unasked() {}

        /**
         * @param questions an interface whose methods all return a {@link Lookup}
         * @param reason why nothing is asked
         */
        static <T> T of(Class<T> questions, String reason) {
            return questions.cast(Proxy.newProxyInstance(
                    questions.getClassLoader(),
                    new Class<?>[] {questions},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "Unasked[" + questions.getSimpleName() + "]";
                        default -> new Lookup.NotAsked<>(reason);
                    }));
        }
    }
}
