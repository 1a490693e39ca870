package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The security groups of a cluster beside the traffic that was observed, where somebody gives it. */
public record UsedIngressQuestion() implements ServiceQuestion<Optional<UsedIngressQuestion.Answer>> {

    /**
     * @param others interfaces that have a group of the service and are not of a service of its cluster: what reaches them is not in the
     *     traffic of the cluster
     */
    public record Answer(ClusterNetwork network, ObservedTraffic traffic, Lookup<List<NetworkInterface>> others) {}

    @Override
    public Lookup<Optional<Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<ObservedTraffic> traffic = aws.evidence().traffic();
        if (traffic.isEmpty()) {
            return new Lookup.Answered<>(Optional.empty());
        }
        Lookup<ClusterNetwork> network = new ClusterNetworkQuestion(true).ask(about, aws, deadline);
        if (!(network instanceof Lookup.Answered<ClusterNetwork> known)) {
            return network.map(unused -> Optional.empty());
        }
        List<String> groups = ClusterNetworkQuestion.service(about, known.value())
                .map(ServiceNetwork::groups)
                .orElse(List.of());
        return new Lookup.Answered<>(
                Optional.of(new Answer(known.value(), traffic.get(), others(groups, known.value(), aws, deadline))));
    }

    private static Lookup<List<NetworkInterface>> others(
            List<String> groups, ClusterNetwork network, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (groups.isEmpty()) {
            return new Lookup.Answered<>(List.of());
        }
        Lookup<List<NetworkInterface>> holders = aws.network().interfaces(groups, deadline);
        if (!(holders instanceof Lookup.Answered<List<NetworkInterface>> held)
                || held.value().isEmpty()) {
            return holders;
        }
        Set<String> own = new HashSet<>();
        for (ServiceNetwork service : network.services()) {
            if (service.groups().stream().anyMatch(groups::contains)) {
                Lookup<List<String>> names =
                        aws.ecs().taskNames(network.cluster(), Optional.of(service.name()), deadline);
                if (!(names instanceof Lookup.Answered<List<String>> named)) {
                    return names.map(unused -> List.of());
                }
                Lookup<List<EcsTask>> tasks = aws.ecs().tasks(network.cluster(), named.value(), deadline);
                if (!(tasks instanceof Lookup.Answered<List<EcsTask>> running)) {
                    return tasks.map(unused -> List.of());
                }
                running.value().forEach(task -> own.addAll(task.interfaces()));
            }
        }
        List<NetworkInterface> others = new ArrayList<>(held.value());
        others.removeIf(each -> own.contains(each.id()));
        return new Lookup.Answered<>(List.copyOf(others));
    }
}
