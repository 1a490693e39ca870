package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.PrefixList;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.Hosts;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.ecs.segmentation.reader.HostGroups.GroupReader;
import io.jenkins.lib.containergate.ecs.segmentation.reader.HostGroups.Placed;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the network of a whole cluster: its services, their security groups and subnets, and who else is named there. */
public final class ClusterNetworkReader {
    private static final String INACTIVE = "INACTIVE";
    private final CloudLookups aws;
    private final DocumentLimits limits;
    private final Deadline deadline;

    public ClusterNetworkReader(CloudLookups aws, DocumentLimits limits, Deadline deadline) {
        this.aws = aws;
        this.limits = limits;
        this.deadline = deadline;
    }

    /**
     * @param cluster name or ARN
     * @param ports whether the task definitions are read for the ports they map
     * @return missing when the services or their subnets cannot be told; a security group that cannot is in the answer
     */
    public Lookup<ClusterNetwork> read(String cluster, boolean ports)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> names = aws.ecs().serviceNames(cluster, deadline);
        if (!(names instanceof Lookup.Answered<List<String>> named)) {
            return missing(names);
        }
        return read(cluster, named.value(), ports);
    }

    /** One service alone, with the ports it maps. */
    public Lookup<ClusterNetwork> read(String cluster, String service)
            throws DeadlineExceededException, InterruptedException {
        return read(cluster, List.of(service), true);
    }

    private Lookup<ClusterNetwork> read(String cluster, List<String> names, boolean ports)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<EcsService>> services = aws.ecs().services(cluster, names, deadline);
        if (!(services instanceof Lookup.Answered<List<EcsService>> all)) {
            return missing(services);
        }
        List<EcsService> active = all.value().stream()
                .filter(service -> !service.status().equals(INACTIVE))
                .toList();
        Lookup<List<Placed>> hosts =
                active.stream().anyMatch(each -> each.networks().isEmpty())
                        ? new HostGroups(aws, deadline).of(cluster)
                        : new Lookup.Answered<>(List.of());
        List<String> subnetIds = distinct(Stream.concat(
                active.stream()
                        .flatMap(each -> each.networks().stream())
                        .flatMap(network -> network.subnets().stream()),
                hosts.<List<Placed>>fold(found -> found, why -> List.of()).stream()
                        .flatMap(each -> each.host().network().subnets().stream())));
        Lookup<List<Subnet>> subnets = aws.network().subnets(subnetIds, deadline);
        if (!(subnets instanceof Lookup.Answered<List<Subnet>> known)) {
            return missing(subnets);
        }
        Map<String, Subnet> byId = byId(known.value(), Subnet::id);
        List<String> withoutGroups = distinct(active.stream()
                .flatMap(each -> each.networks().stream())
                .filter(network -> network.securityGroups().isEmpty())
                .flatMap(network -> vpc(network, byId).stream()));
        Lookup<List<SecurityGroup>> defaults = aws.network().defaultSecurityGroups(withoutGroups, deadline);
        if (!(defaults instanceof Lookup.Answered<List<SecurityGroup>> given)) {
            return missing(defaults);
        }
        Map<String, SecurityGroup> byVpc = byId(given.value(), SecurityGroup::vpc);
        ServicePorts listens = ports ? ServicePorts.read(active, aws, limits, deadline) : ServicePorts.unread();
        List<ServiceNetwork> networks = active.stream()
                .map(service -> network(service, byId, byVpc, listens, hosts))
                .toList();
        GroupReader groups = new GroupReader(aws.network(), deadline);
        groups.read(distinct(networks.stream().flatMap(each -> each.passed().stream())));
        List<SecurityGroupRule> rules = groups.groups().values().stream()
                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()))
                .toList();
        return new Lookup.Answered<>(new ClusterNetwork(
                cluster, networks, groups.groups(), groups.unread(), prefixLists(rules), holders(groups.groups())));
    }

    private static <T> Lookup<T> missing(Lookup<?> lookup) {
        return lookup.flatMap(unused -> {
            throw new IllegalStateException("it is answered");
        });
    }

    private static Optional<String> vpc(TaskNetwork network, Map<String, Subnet> subnets) {
        return network.subnets().stream()
                .flatMap(id -> Optional.ofNullable(subnets.get(id)).stream())
                .map(Subnet::vpc)
                .findFirst();
    }

    /** Task sets each have a network of their own; the service has all of them. */
    private static ServiceNetwork network(
            EcsService service,
            Map<String, Subnet> subnets,
            Map<String, SecurityGroup> defaults,
            ServicePorts listens,
            Lookup<List<Placed>> hosts) {
        List<TaskNetwork> networks = service.networks();
        if (networks.isEmpty()) {
            return onHosts(service, subnets, listens.of(service), hosts);
        }
        List<String> groups = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (service.inBothNetworks()) {
            unknown.add("some of its tasks have an interface of their own, and others that of their instance");
        }
        for (TaskNetwork network : networks) {
            groups.addAll(network.securityGroups());
            network.subnets().forEach(id -> ranges.addAll(subnets.get(id).ranges()));
            if (network.securityGroups().isEmpty()) {
                vpc(network, subnets)
                        .map(defaults::get)
                        .ifPresentOrElse(
                                group -> groups.add(group.id()),
                                () -> unknown.add("it names neither security groups nor subnets"));
            }
        }
        return new ServiceNetwork(
                service.arn().name(),
                groups,
                ranges.isEmpty() ? Optional.empty() : Optional.of(ranges),
                networks.stream().anyMatch(TaskNetwork::publicIp),
                listens.of(service),
                networks.stream()
                        .flatMap(network -> network.subnets().stream())
                        .filter(id -> isPublic(subnets.get(id)))
                        .toList(),
                unknown);
    }

    /** Its tasks have the security groups and addresses of the instances that they may run on. */
    private static ServiceNetwork onHosts(
            EcsService service, Map<String, Subnet> subnets, Optional<TrafficSet> listens, Lookup<List<Placed>> hosts) {
        List<Host> all = hosts.<List<Placed>>fold(found -> HostGroups.of(service, found), why -> List.of()).stream()
                .map(Placed::host)
                .toList();
        Optional<String> unread = HostGroups.outside(service)
                ? Optional.empty()
                : hosts.fold(
                        found -> Optional.<String>empty(),
                        why -> Optional.of("the security groups of its hosts are not known: " + why));
        List<String> unknown = new ArrayList<>(unread.stream().toList());
        if (unread.isEmpty() && all.isEmpty()) {
            unknown.add(
                    HostGroups.outside(service)
                            ? "its tasks run outside of EC2, where there are no security groups"
                            : "its tasks have no interface of their own, and no instance that they can run on is"
                                    + " registered: who will reach them is up to the security groups of such instances");
        }
        boolean located = !all.isEmpty()
                && all.stream().noneMatch(host -> host.network().subnets().isEmpty());
        return new ServiceNetwork(
                service.arn().name(),
                List.of(),
                located
                        ? Optional.of(all.stream()
                                .flatMap(host -> host.network().subnets().stream())
                                .flatMap(id -> subnets.get(id).ranges().stream())
                                .toList())
                        : Optional.empty(),
                all.stream().anyMatch(host -> !host.network().publicAddresses().isEmpty()),
                listens,
                List.of(),
                Optional.of(new Hosts(
                        all.stream().map(Host::id).toList(),
                        all.stream()
                                .flatMap(host -> host.network().groups().stream())
                                .toList(),
                        unread)),
                unknown);
    }

    /** The gateway of a carrier leads from a Wavelength zone to the internet. */
    private static boolean isPublic(Subnet subnet) {
        return subnet.routes().stream()
                .anyMatch(route -> route.active()
                        && (route.target().startsWith("igw-") || route.target().startsWith("cagw-")));
    }

    /** Those that can be read; what the others hold is not known, and the model says so. */
    private Map<String, List<String>> prefixLists(List<SecurityGroupRule> rules)
            throws DeadlineExceededException, InterruptedException {
        Map<String, List<String>> lists = new TreeMap<>();
        for (String id : distinct(rules.stream().flatMap(rule -> rule.prefixLists().stream()))) {
            if (aws.network().prefixLists(List.of(id), deadline) instanceof Lookup.Answered<List<PrefixList>> found) {
                found.value().forEach(list -> lists.put(list.id(), list.ranges()));
            }
        }
        return lists;
    }

    private Map<String, GroupHolders> holders(Map<String, SecurityGroup> groups)
            throws DeadlineExceededException, InterruptedException {
        List<String> named = distinct(groups.values().stream()
                .flatMap(group -> group.ingress().stream())
                .flatMap(rule -> rule.groups().stream())
                .map(GroupReference::id));
        Map<String, GroupHolders> holders = new TreeMap<>();
        if (named.isEmpty()) {
            return holders;
        }
        Lookup<List<NetworkInterface>> lookup = aws.network().interfaces(named, deadline);
        for (String id : named) {
            holders.put(id, lookup.fold(found -> HolderReader.of(id, found), GroupHolders::unknown));
        }
        return holders;
    }

    private static List<String> distinct(Stream<String> ids) {
        return List.copyOf(ids.collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    private static <T> Map<String, T> byId(Collection<T> all, Function<T, String> id) {
        Map<String, T> byId = new HashMap<>();
        all.forEach(each -> byId.put(id.apply(each), each));
        return byId;
    }
}
