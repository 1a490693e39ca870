package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.IpRange;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Connection;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which ingress rules of security groups let in connections that were seen. A rule of a group counts as used when any service of
 * the cluster that holds the group was reached through it.
 *
 * @param unused that no connection fits
 * @param unknown of which it is not known, with the reason
 */
public record IngressUse(List<Part> unused, List<Unknown> unknown) {
    private static final int SHOWN = 3;

    public IngressUse {
        unused = List.copyOf(unused);
        unknown = List.copyOf(unknown);
    }

    /**
     * A rule as AWS counts them: one range, prefix list or group.
     *
     * @param from the range, or the id
     */
    public record Part(String group, Traffic traffic, String from) implements Comparable<Part> {
        /** {@code sg-shop lets in tcp 22 from 10.0.0.0/8}. */
        public String text() {
            return group + " lets in " + traffic + " from " + from;
        }

        @Override
        public int compareTo(Part other) {
            return text().compareTo(other.text());
        }
    }

    public record Unknown(Part part, String why) {}

    /**
     * @param groups ids of those to look at, which the network has
     * @param since connections that were last seen before are of no account
     */
    public static IngressUse of(
            ClusterNetwork network, Collection<String> groups, ObservedTraffic traffic, Instant since) {
        List<Part> unused = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        for (String id : new TreeSet<>(groups)) {
            SecurityGroup group = network.groups().get(id);
            if (group == null) {
                continue;
            }
            Seen seen = new Seen(
                    network, connections(network, group, traffic, since), withoutRecord(network, group, traffic));
            for (SecurityGroupRule rule : group.ingress()) {
                for (String range : rule.ranges()) {
                    seen.ranges(new Part(id, Traffic.of(rule), range), List.of(range), unused, unknown);
                }
                for (String list : rule.prefixLists()) {
                    Part part = new Part(id, Traffic.of(rule), list);
                    List<String> held = network.prefixLists().get(list);
                    if (held == null) {
                        unknown.add(new Unknown(part, Sources.unread(list)));
                    } else {
                        seen.ranges(part, held, unused, unknown);
                    }
                }
                for (GroupReference reference : rule.groups()) {
                    seen.group(new Part(id, Traffic.of(rule), reference.id()), unused, unknown);
                }
            }
        }
        return new IngressUse(unused.stream().sorted().toList(), unknown);
    }

    /** Names of services that hold the group, and of which there is no record at all: they may have been reached through it. */
    private static List<String> withoutRecord(ClusterNetwork network, SecurityGroup group, ObservedTraffic traffic) {
        return network.services().stream()
                .filter(service -> service.groups().contains(group.id()))
                .map(ServiceNetwork::name)
                .filter(name -> traffic.services().keySet().stream()
                        .noneMatch(target -> target.vpc().equals(group.vpc())
                                && target.cluster().equals(network.name())
                                && target.service().equals(name)))
                .sorted()
                .toList();
    }

    private static List<Connection> connections(
            ClusterNetwork network, SecurityGroup group, ObservedTraffic traffic, Instant since) {
        List<Connection> found = new ArrayList<>();
        for (Map.Entry<ObservedTraffic.Target, List<Connection>> each :
                traffic.services().entrySet()) {
            boolean holds = each.getKey().vpc().equals(group.vpc())
                    && each.getKey().cluster().equals(network.name())
                    && network.service(each.getKey().service())
                            .filter(service -> service.passed().contains(group.id()))
                            .isPresent();
            if (holds) {
                each.getValue().stream()
                        .filter(connection -> !connection.last().isBefore(since))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private enum Fit {
        NO,
        UNKNOWN,
        YES
    }

    /**
     * @param connections to services that hold the group
     * @param withoutRecord of those services
     */
    private record Seen(ClusterNetwork network, List<Connection> connections, List<String> withoutRecord) {

        void ranges(Part part, List<String> ranges, List<Part> unused, List<Unknown> unknown) {
            List<Optional<IpRange>> parsed = ranges.stream().map(IpRange::of).toList();
            decide(part, connection -> within(connection, parsed), unused, unknown);
        }

        void group(Part part, List<Part> unused, List<Unknown> unknown) {
            decide(part, connection -> holder(connection, part.from()), unused, unknown);
        }

        private interface Question {
            Fit of(Connection connection);
        }

        private void decide(Part part, Question question, List<Part> unused, List<Unknown> unknown) {
            TreeSet<String> open = new TreeSet<>();
            for (Connection each : connections) {
                Traffic traffic = Traffic.of(Integer.toString(each.protocol()), each.port(), each.port());
                if (!part.traffic().covers(traffic)) {
                    continue;
                }
                Fit fit = question.of(each);
                if (fit == Fit.YES) {
                    return;
                }
                if (fit == Fit.UNKNOWN) {
                    open.add(each.address());
                }
            }
            if (open.isEmpty() && withoutRecord.isEmpty()) {
                unused.add(part);
            } else if (open.isEmpty()) {
                unknown.add(new Unknown(
                        part,
                        "the traffic holds no record of the service " + withoutRecord.get(0)
                                + ", which has the group as well"));
            } else {
                unknown.add(new Unknown(part, "it is not known whether it let in " + FirstFew.of(open, SHOWN)));
            }
        }

        /** Public addresses are not kept one by one. */
        private static Fit within(Connection connection, List<Optional<IpRange>> ranges) {
            Optional<IpRange> address = IpRange.of(connection.address());
            Fit best = Fit.NO;
            for (Optional<IpRange> range : ranges) {
                if (range.isEmpty() || address.isEmpty()) {
                    best = Fit.UNKNOWN;
                } else if (range.get().covers(address.get())) {
                    return Fit.YES;
                } else if (range.get().overlaps(address.get()) && !range.get().isPrivate()) {
                    best = Fit.UNKNOWN;
                }
            }
            return best;
        }

        /** Groups are compared with private addresses only. */
        private Fit holder(Connection connection, String group) {
            if (Ranges.open(connection.address())) {
                return Fit.NO;
            }
            Optional<String> caller = connection.caller();
            if (caller.isEmpty()) {
                return Fit.UNKNOWN;
            }
            Optional<ServiceNetwork> service = network.service(caller.get());
            if (service.isPresent()) {
                return service.get().passed().contains(group) ? Fit.YES : Fit.NO;
            }
            GroupHolders holders = network.holders().getOrDefault(group, GroupHolders.unknown("not looked up"));
            if (holders.loadBalancers().stream().map(Source::key).anyMatch(caller.get()::equals)) {
                return Fit.YES;
            }
            // a service of another cluster, or a load balancer whose interfaces could not be read
            return holders.unknown().isPresent() || holders.tasks() || holders.others() ? Fit.UNKNOWN : Fit.NO;
        }
    }
}
