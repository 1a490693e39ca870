package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the deployments of a cluster that wait for an answer. Nothing is remembered: who asks again after a restart finds
 * what still waits.
 *
 * @param cluster name or ARN
 * @param service name or ARN; empty for all services of the cluster
 */
public record WaitingDeployments(String cluster, Optional<String> service) {

    /** @throws GateException when ECS does not list them all */
    List<ServiceDeployment> list(EcsLookups ecs, ServiceDeployments deployments, Deadline deadline)
            throws GateException, InterruptedException {
        List<String> services = names(ecs, deadline);
        List<String> unfinished = new ArrayList<>();
        for (String each : services) {
            unfinished.addAll(deployments.unfinished(cluster, each, deadline).required());
        }
        List<ServiceDeployment> waiting = new ArrayList<>();
        for (ServiceDeployment each : unfinished.isEmpty()
                ? List.<ServiceDeployment>of()
                : deployments.deployments(unfinished, deadline).required()) {
            if (service.isPresent() && !named(each.service(), service.get())) {
                throw new GateException(
                        "asked for " + service.get() + ", ECS answered with a deployment of " + each.service(),
                        "see whether a proxy changes answers of AWS");
            }
            if (each.inProgress() && !each.waiting().isEmpty()) {
                waiting.add(each);
            }
        }
        return waiting;
    }

    /** @throws GateException when ECS does not describe them all */
    List<EcsService> services(EcsLookups ecs, Deadline deadline) throws GateException, InterruptedException {
        List<String> names = names(ecs, deadline);
        return names.isEmpty()
                ? List.of()
                : ecs.services(cluster, names, deadline).required();
    }

    private List<String> names(EcsLookups ecs, Deadline deadline) throws GateException, InterruptedException {
        return service.isPresent()
                ? List.of(service.get())
                : ecs.serviceNames(cluster, deadline).required();
    }

    private static boolean named(Arn service, String asked) {
        return service.toString().equals(asked) || service.name().equals(asked);
    }

    @Override
    public String toString() {
        return service.map(name -> "the service " + name).orElse("the services") + " of the cluster " + cluster;
    }
}
