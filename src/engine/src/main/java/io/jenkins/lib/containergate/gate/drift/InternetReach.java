package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for a way from the internet to a workload: an internet-facing load balancer that sends to it, or a public address of a task
 * and a security group that lets anybody in. That none was found proves nothing: CDNs, API gateways and proxies lead to private
 * addresses too, and AWS may not have answered.
 */
public final class InternetReach {
    private final CloudLookups aws;
    private final Deadline deadline;

    /** @param deadline of the whole gate: when it passes, no way counts as found */
    public InternetReach(CloudLookups aws, Deadline deadline) {
        this.aws = aws;
        this.deadline = deadline;
    }

    /** @return whether a way was found; {@code false} also where nothing is known, or no time is left to look */
    boolean found(WorkloadFacts facts) throws InterruptedException {
        try {
            return found(facts, deployments(facts.workload()));
        } catch (DeadlineExceededException e) {
            return false; // findings are only ordered by it, and they are known
        }
    }

    /** ECS is not asked, and target groups need no task definition. */
    private List<Deployment> deployments(Workload workload) throws DeadlineExceededException {
        try {
            return workload.service().isEmpty()
                    ? List.of()
                    : new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline)
                            .deployments(workload.service().get(), List.of());
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return List.of(); // other rules say what cannot be read of the service
        }
    }

    /**
     * @param deployments the service as it is deployed
     * @return whether a way was found; {@code false} also where nothing is known
     */
    public boolean found(WorkloadFacts facts, List<Deployment> deployments)
            throws DeadlineExceededException, InterruptedException {
        return balanced(deployments) || addressed(facts);
    }

    private boolean balanced(List<Deployment> deployments) throws DeadlineExceededException, InterruptedException {
        List<String> targets = deployments.stream()
                .filter(Service.class::isInstance)
                .flatMap(service -> ((Service) service).balanced().values().stream())
                .flatMap(each -> each.targetGroup().known().stream())
                .distinct()
                .toList();
        return !targets.isEmpty()
                && aws.balancers().inFrontOf(targets, deadline) instanceof Lookup.Answered<List<LoadBalancer>> answer
                && answer.value().stream().anyMatch(LoadBalancer::internetFacing);
    }

    private boolean addressed(WorkloadFacts facts) throws DeadlineExceededException, InterruptedException {
        List<String> interfaces = facts.workload().tasks().stream()
                .flatMap(task -> task.interfaces().stream())
                .toList();
        boolean hasAddress = addresses(facts, interfaces) instanceof Lookup.Answered<Map<String, String>> addresses
                && interfaces.stream().anyMatch(addresses.value()::containsKey);
        List<String> groups = hasAddress ? groups(facts.workload().service()) : List.of();
        return !groups.isEmpty()
                && aws.network().securityGroups(groups, deadline) instanceof Lookup.Answered<List<SecurityGroup>> answer
                && answer.value().stream()
                        .flatMap(group -> group.ingress().stream())
                        .anyMatch(rule -> Ranges.open(rule.ranges()));
    }

    /** They were not asked for where the policy has the rule on them off. */
    private Lookup<Map<String, String>> addresses(WorkloadFacts facts, List<String> interfaces)
            throws DeadlineExceededException, InterruptedException {
        return facts.addresses() instanceof Lookup.NotAsked && !interfaces.isEmpty()
                ? aws.network().publicAddresses(interfaces, deadline)
                : facts.addresses();
    }

    private static List<String> groups(Optional<EcsService> service) {
        return service.stream()
                .flatMap(each -> each.networks().stream())
                .map(TaskNetwork::securityGroups)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
