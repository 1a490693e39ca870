package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does not ask again for a service by its ARN, in its cluster, that another question has brought. */
final class IndexedServices implements EcsLookups {
    /** An ARN of the old format names no cluster: several clusters may have a service of that name. */
    private static final Pattern WITH_CLUSTER = Pattern.compile("service/([^/]+)/[^/]+");

    private final EcsLookups target;
    private final Map<String, EcsService> byArn = new ConcurrentHashMap<>();

    IndexedServices(EcsLookups target) {
        this.target = target;
    }

    @Override
    public Lookup<List<EcsService>> services(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<EcsService> known = new ArrayList<>();
        for (String name : names) {
            EcsService service = byArn.get(name);
            if (service != null && isOf(cluster, service.arn())) {
                known.add(service);
            }
        }
        if (!names.isEmpty() && known.size() == names.size()) {
            return new Lookup.Answered<>(List.copyOf(known));
        }
        Lookup<List<EcsService>> answer = target.services(cluster, names, deadline);
        if (answer instanceof Lookup.Answered<List<EcsService>> answered) {
            answered.value().stream()
                    .filter(each -> isOf(cluster, each.arn()))
                    .forEach(each -> byArn.put(each.arn().toString(), each));
        }
        return answer;
    }

    /** @param cluster name or ARN */
    private static boolean isOf(String cluster, Arn service) {
        Matcher named = WITH_CLUSTER.matcher(service.resource());
        if (!named.matches()) {
            return false;
        }
        String whole = service.toString();
        String prefix = whole.substring(0, whole.length() - service.resource().length());
        return cluster.equals(named.group(1)) || cluster.equals(prefix + "cluster/" + named.group(1));
    }

    @Override
    public Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.taskDefinition(name, deadline);
    }

    @Override
    public Lookup<Map<String, Optional<String>>> taskRoles(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.taskRoles(deadline);
    }

    @Override
    public Lookup<EcsCluster> cluster(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.cluster(cluster, deadline);
    }

    @Override
    public Lookup<List<String>> serviceNames(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.serviceNames(cluster, deadline);
    }

    @Override
    public Lookup<List<ServiceRevision>> serviceRevisions(List<String> arns, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.serviceRevisions(arns, deadline);
    }

    @Override
    public Lookup<List<String>> clusters(Deadline deadline) throws DeadlineExceededException, InterruptedException {
        return target.clusters(deadline);
    }

    @Override
    public Lookup<List<String>> taskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.taskNames(cluster, service, deadline);
    }

    @Override
    public Lookup<List<String>> stoppingTaskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.stoppingTaskNames(cluster, service, deadline);
    }

    @Override
    public Lookup<List<EcsTask>> tasks(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.tasks(cluster, names, deadline);
    }

    @Override
    public Lookup<List<ContainerInstance>> containerInstances(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.containerInstances(cluster, deadline);
    }

    @Override
    public Lookup<List<CapacityProvider>> capacityProviders(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return target.capacityProviders(cluster, names, deadline);
    }
}
