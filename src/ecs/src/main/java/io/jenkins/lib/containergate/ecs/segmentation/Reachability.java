package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Works out who can reach whom. One thing reaches another when a rule lets its packets out and a rule lets them in, on some
 * traffic that both let through; answers to them always pass. What is outside of the cluster may send anything.
 *
 * <p>Tasks without an interface of their own pass the security groups of their instances. On one instance they reach each other
 * through its own interfaces, whatever security groups say.
 *
 * <p>Only security groups are asked. Routes, network ACLs and peerings may keep apart what they join, never the reverse.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html">Security group rules</a>
 */
public final class Reachability {
    private static final String ACTIVITY = "working out who can reach whom";

    private final ClusterNetwork network;
    private final ServiceIndex services;
    private final EndpointIndex origins;
    private final Map<SecurityGroupRule, Way> in = new LinkedHashMap<>();
    private final List<Way> out = new ArrayList<>();
    private final Set<BitSet> neighbours;

    public Reachability(ClusterNetwork network) {
        this.network = network;
        this.services = new ServiceIndex(network.services());
        this.origins = new EndpointIndex(network, services);
        this.neighbours = services.neighbours();
        uses(SecurityGroup::ingress)
                .forEach((rule, holders) -> in.put(rule, new Way(Traffic.of(rule), origins.of(rule), holders)));
        uses(SecurityGroup::egress)
                .forEach((rule, holders) -> out.add(new Way(Traffic.of(rule), holders, targets(rule))));
        BitSet unrestricted = origins.outside();
        for (int i = 0; i < services.size(); i++) {
            unrestricted.set(i, !restricted(services.get(i)));
        }
        out.add(new Way(Traffic.ALL, unrestricted, services.all()));
    }

    /** Each different rule with the services that have it. */
    private Map<SecurityGroupRule, BitSet> uses(Function<SecurityGroup, List<SecurityGroupRule>> rules) {
        Map<SecurityGroupRule, BitSet> uses = new LinkedHashMap<>();
        for (SecurityGroup group : new TreeMap<>(network.groups()).values()) {
            BitSet holders = services.holding(group.id());
            if (!holders.isEmpty()) {
                rules.apply(group)
                        .forEach(rule -> uses.computeIfAbsent(rule, unused -> new BitSet())
                                .or(holders));
            }
        }
        return uses;
    }

    /** All its groups are known, and so is what they let out. */
    private boolean restricted(ServiceNetwork service) {
        return !service.passed().isEmpty() && network.groups().keySet().containsAll(service.passed());
    }

    private BitSet targets(SecurityGroupRule rule) {
        BitSet targets = new BitSet();
        for (GroupReference reference : rule.groups()) {
            targets.or(services.holding(reference.id()));
        }
        List<String> ranges = new ArrayList<>(rule.ranges());
        for (String list : rule.prefixLists()) {
            if (network.prefixLists().containsKey(list)) {
                ranges.addAll(network.prefixLists().get(list));
            } else {
                return services.all();
            }
        }
        for (String range : ranges) {
            targets.or(services.within(range));
            targets.or(services.atPublic(range));
        }
        return targets;
    }

    /**
     * Everything that can reach a service, but the service itself.
     *
     * @param service one of the cluster
     */
    public List<Arrival> arrivals(String service) {
        int number = number(service);
        Map<Source, TreeSet<Traffic>> traffic = new TreeMap<>();
        Map<Source, TreeSet<IngressMatch>> openings = new TreeMap<>();
        for (String id : services.get(number).passed()) {
            List<SecurityGroupRule> rules =
                    network.groups().containsKey(id) ? network.groups().get(id).ingress() : List.of();
            for (SecurityGroupRule rule : rules) {
                Way way = in.get(rule);
                for (Way sender : out) {
                    if (sender.to().get(number) && sender.meets(way)) {
                        Traffic both = sender.traffic().and(way.traffic()).orElseThrow();
                        Way.common(sender.from(), way.from()).stream()
                                .filter(from -> from != number)
                                .mapToObj(origins::get)
                                .forEach(source -> {
                                    traffic.computeIfAbsent(source, unused -> new TreeSet<>())
                                            .add(both);
                                    openings.computeIfAbsent(source, unused -> new TreeSet<>())
                                            .add(new IngressMatch(id, rule));
                                });
                    }
                }
            }
        }
        Set<Source> besides = new TreeSet<>();
        for (BitSet together : neighbours) {
            if (together.get(number)) {
                together.stream()
                        .filter(each -> each != number)
                        .mapToObj(origins::get)
                        .forEach(besides::add);
            }
        }
        besides.forEach(source ->
                traffic.computeIfAbsent(source, unused -> new TreeSet<>()).add(Traffic.ALL));
        List<Arrival> arrivals = new ArrayList<>();
        traffic.forEach((source, kinds) -> arrivals.add(new Arrival(
                source,
                new TrafficSet(List.copyOf(kinds)),
                List.copyOf(openings.getOrDefault(source, new TreeSet<>())),
                besides.contains(source))));
        return arrivals;
    }

    private int number(String service) {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).name().equals(service)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no service of the cluster");
    }

    /** Why it is not, or not wholly, known who can reach a service; empty when it is. */
    public List<String> unknown(ServiceNetwork service) {
        List<String> why = new ArrayList<>(service.unknown());
        for (String id : service.passed()) {
            SecurityGroup group = network.groups().get(id);
            if (group == null) {
                why.add("the security group " + id + " cannot be read: "
                        + network.unread().getOrDefault(id, "it was not looked up"));
                continue;
            }
            group.ingress().stream()
                    .flatMap(rule -> rule.prefixLists().stream())
                    .filter(list -> !network.prefixLists().containsKey(list))
                    .distinct()
                    .forEach(list -> why.add(Sources.unread(list)));
        }
        return why;
    }

    /**
     * The whole cluster.
     *
     * @throws GateException when it takes too long, or there is more than anybody could read
     */
    public SegmentationMap map(Deadline deadline) throws GateException, InterruptedException {
        FlowCollector links = new FlowCollector();
        for (Way receiver : in.values()) {
            deadline.check(ACTIVITY);
            for (Way sender : out) {
                if (sender.meets(receiver)) {
                    links.add(sender, receiver);
                }
            }
        }
        for (BitSet together : neighbours) {
            Way beside = new Way(Traffic.ALL, together, together);
            links.add(beside, beside);
        }
        List<Connection> connections = links.merged().stream()
                .map(link -> new Connection(
                        link.from().stream().mapToObj(origins::get).toList(),
                        link.to().stream()
                                .mapToObj(number -> services.get(number).name())
                                .toList(),
                        link.traffic()))
                .sorted()
                .toList();
        SortedMap<String, List<String>> unknown = new TreeMap<>();
        for (ServiceNetwork service : network.services()) {
            List<String> why = unknown(service);
            if (!why.isEmpty()) {
                unknown.put(service.name(), why);
            }
        }
        return new SegmentationMap(network.cluster(), network.services(), connections, unknown);
    }

    /**
     * That something can reach a service.
     *
     * @param openings what lets it in
     * @param beside whether it runs on the same instances, where no security group is in between
     */
    public record Arrival(Source source, TrafficSet traffic, List<IngressMatch> openings, boolean beside) {
        public Arrival {
            openings = List.copyOf(openings);
        }
    }

    /**
     * What a rule of security groups lets through, in one direction; the same rule in several groups is one way.
     *
     * @param from numbers of the sources, as in {@link EndpointIndex}
     * @param to numbers of the services
     */
    record Way(Traffic traffic, BitSet from, BitSet to) {
        /** Something can go out by this one and come in by the other. */
        boolean meets(Way other) {
            return traffic.meets(other.traffic) && from.intersects(other.from) && to.intersects(other.to);
        }

        static BitSet common(BitSet one, BitSet other) {
            BitSet both = (BitSet) one.clone();
            both.and(other);
            return both;
        }
    }
}
