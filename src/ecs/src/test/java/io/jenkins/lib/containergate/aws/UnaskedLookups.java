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
import java.lang.reflect.Proxy;

/** Look-ups that ask nothing. */
public final class UnaskedLookups {
    private UnaskedLookups() {}

    /** @param reason why nothing is asked, for the findings of the rules that would need it */
    public static CloudLookups of(String reason) {
        return new CloudLookups(
                unasked(EcsLookups.class, reason),
                unasked(IamLookups.class, reason),
                unasked(NetworkLookups.class, reason),
                unasked(RepositoryLookups.class, reason),
                unasked(HostLookups.class, reason),
                unasked(PatchLookups.class, reason),
                unasked(LoadBalancerLookups.class, reason),
                unasked(WebAclLookups.class, reason),
                unasked(DnsLookups.class, reason),
                unasked(AuditLookups.class, reason),
                unasked(DetectionLookups.class, reason),
                unasked(InspectorLookups.class, reason),
                unasked(SecretLookups.class, reason),
                unasked(FirewallLookups.class, reason),
                unasked(StartLookups.class, reason),
                unasked(AccessLookups.class, reason),
                unasked(StoredFiles.class, reason),
                CloudLookups.Evidence.none());
    }

    /**
     * @param questions an interface whose methods all return a {@link Lookup}
     * @param reason why nothing is asked
     */
    private static <T> T unasked(Class<T> questions, String reason) {
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
