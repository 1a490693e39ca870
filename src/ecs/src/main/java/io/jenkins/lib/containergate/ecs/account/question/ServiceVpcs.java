package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** Where the tasks of a service are: in its subnets, or in those of the hosts whose network they have. */
final class ServiceVpcs {
    private final CloudLookups aws;
    private final Deadline deadline;

    ServiceVpcs(CloudLookups aws, Deadline deadline) {
        this.aws = aws;
        this.deadline = deadline;
    }

    /** @return ids, sorted; a failure when there is none */
    Lookup<List<String>> of(Deployment deployment) throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> subnets = subnets(deployment);
        return subnets instanceof Lookup.Answered<List<String>> known ? ofSubnets(known.value()) : subnets;
    }

    /** @return ids of the subnets, sorted; a failure when there is none */
    Lookup<List<String>> subnets(Deployment deployment) throws DeadlineExceededException, InterruptedException {
        Optional<Arn> arn = DefinitionNames.arn(deployment);
        Optional<String> cluster = arn.flatMap(ClusterNetworkQuestion::cluster);
        if (arn.isEmpty() || cluster.isEmpty()) {
            return ClusterNetworkQuestion.withoutCluster(deployment);
        }
        Lookup<List<EcsService>> services =
                aws.ecs().services(cluster.get(), List.of(arn.get().toString()), deadline);
        if (!(services instanceof Lookup.Answered<List<EcsService>> found)) {
            return services.map(unused -> List.of());
        }
        List<String> subnets = found.value().stream()
                .flatMap(service -> service.networks().stream())
                .flatMap(network -> network.subnets().stream())
                .distinct()
                .sorted()
                .toList();
        Lookup<List<String>> all =
                subnets.isEmpty() ? ofHosts(cluster.get(), found.value()) : new Lookup.Answered<>(subnets);
        return all.flatMap(ids -> ids.isEmpty()
                ? new Lookup.Failed<>(
                        "the subnets of the " + deployment.name() + " are not known",
                        "see whether the cluster has instances that it can run on")
                : new Lookup.Answered<>(ids));
    }

    private Lookup<List<String>> ofSubnets(List<String> subnets)
            throws DeadlineExceededException, InterruptedException {
        return aws.network()
                .subnets(subnets, deadline)
                .map(all -> all.stream().map(Subnet::vpc).distinct().sorted().toList());
    }

    private Lookup<List<String>> ofHosts(String cluster, List<EcsService> services)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> ids = aws.ecs()
                .containerInstances(cluster, deadline)
                .map(all -> all.stream()
                        .filter(each -> services.stream().allMatch(service -> service.runsOn(each)))
                        .toList())
                .flatMap(ContainerInstance::inEc2)
                .map(HostsQuestion::ids);
        if (!(ids instanceof Lookup.Answered<List<String>> known)
                || known.value().isEmpty()) {
            return ids;
        }
        return aws.hosts().hosts(known.value(), deadline).flatMap(ServiceVpcs::subnets);
    }

    private static Lookup<List<String>> subnets(List<Host> hosts) {
        Optional<Host> without = hosts.stream()
                .filter(host -> host.network().subnets().isEmpty())
                .findFirst();
        if (without.isPresent()) {
            return Lookup.Failed.without(
                    "EC2", "the subnet of the instance " + without.get().id());
        }
        return new Lookup.Answered<>(hosts.stream()
                .flatMap(host -> host.network().subnets().stream())
                .distinct()
                .sorted()
                .toList());
    }
}
