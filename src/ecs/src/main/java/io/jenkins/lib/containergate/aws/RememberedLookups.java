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
import io.jenkins.lib.containergate.bounds.Deadline;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS each question once, and remembers the answer for as long as it lives itself: for one run over many definitions
 * that share roles, groups and repositories. What ended by its deadline, or was interrupted, is not remembered.
 */
public final class RememberedLookups {
    private RememberedLookups() {}

    public static CloudLookups of(CloudLookups aws) {
        return new CloudLookups(
                remembered(EcsLookups.class, new IndexedServices(aws.ecs())),
                remembered(IamLookups.class, aws.iam()),
                remembered(NetworkLookups.class, aws.network()),
                remembered(RepositoryLookups.class, aws.repositories()),
                remembered(HostLookups.class, aws.hosts()),
                remembered(PatchLookups.class, aws.patches()),
                remembered(LoadBalancerLookups.class, aws.balancers()),
                remembered(WebAclLookups.class, aws.webAcls()),
                remembered(DnsLookups.class, aws.dns()),
                remembered(AuditLookups.class, aws.audit()),
                remembered(DetectionLookups.class, aws.detection()),
                remembered(InspectorLookups.class, aws.inspector()),
                remembered(SecretLookups.class, aws.secrets()),
                remembered(FirewallLookups.class, aws.firewalls()),
                remembered(StartLookups.class, aws.starters()),
                remembered(AccessLookups.class, aws.access()),
                remembered(StoredFiles.class, aws.files()),
                aws.evidence());
    }

    private record Asked(String method, List<Object> arguments) {}

    /** One question at a time: who asks the same meanwhile waits for the answer. */
    private static final class Slot {
        private @Nullable Object answer;

        synchronized Object answer(Object target, Method method, Object[] arguments) throws Throwable {
            if (answer == null) {
                try {
                    answer = method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
            return answer;
        }
    }

    private static <T> T remembered(Class<T> questions, T target) {
        Map<Asked, Slot> slots = new ConcurrentHashMap<>();
        return questions.cast(Proxy.newProxyInstance(
                questions.getClassLoader(), new Class<?>[] {questions}, (proxy, method, arguments) -> {
                    if (arguments == null || !(arguments[arguments.length - 1] instanceof Deadline)) {
                        return method.invoke(target, arguments);
                    }
                    List<Object> what = List.of(Arrays.copyOf(arguments, arguments.length - 1));
                    return slots.computeIfAbsent(new Asked(method.getName(), what), unused -> new Slot())
                            .answer(target, method, arguments);
                }));
    }
}
