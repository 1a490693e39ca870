package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.audit.AuditLookups;
import io.jenkins.lib.containergate.aws.dns.DnsLookups;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS each question once, and remembers the answer for as long as it lives itself: for one run over many definitions
 * that share roles, groups and repositories. What ended by its deadline, or was interrupted, is not remembered.
 */
public final class RememberedLookups {
    /** An ARN of the old format names no cluster: several clusters may have a service of that name. */
    private static final Pattern WITH_CLUSTER = Pattern.compile("service/[^/]+/[^/]+");

    private RememberedLookups() {}

    public static CloudLookups of(CloudLookups aws) {
        return new CloudLookups(
                remembered(EcsLookups.class, indexed(aws.ecs())),
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

    /** A service that is asked for by its ARN, and that another question has brought, is not asked for again. */
    private static EcsLookups indexed(EcsLookups target) {
        Map<String, EcsService> byArn = new ConcurrentHashMap<>();
        return (EcsLookups) Proxy.newProxyInstance(
                EcsLookups.class.getClassLoader(), new Class<?>[] {EcsLookups.class}, (proxy, method, arguments) -> {
                    boolean services = method.getName().equals("services");
                    if (services && arguments[1] instanceof List<?> names && !names.isEmpty()) {
                        List<EcsService> known = new ArrayList<>();
                        names.forEach(
                                name -> Optional.ofNullable(byArn.get(name)).ifPresent(known::add));
                        if (known.size() == names.size()) {
                            return new Lookup.Answered<>(List.copyOf(known));
                        }
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        if (services
                                && answer instanceof Lookup.Answered<?> answered
                                && answered.value() instanceof List<?> all) {
                            all.stream()
                                    .filter(EcsService.class::isInstance)
                                    .map(EcsService.class::cast)
                                    .filter(each -> WITH_CLUSTER
                                            .matcher(each.arn().resource())
                                            .matches())
                                    .forEach(each -> byArn.put(each.arn().toString(), each));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
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
