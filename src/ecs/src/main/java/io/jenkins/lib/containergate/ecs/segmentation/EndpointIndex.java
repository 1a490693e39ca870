package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that rules let in, by number: first the services, then what is outside of the cluster. */
final class EndpointIndex {
    private final ClusterNetwork network;
    private final ServiceIndex services;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Source, Integer> numbers = new HashMap<>();

    EndpointIndex(ClusterNetwork network, ServiceIndex services) {
        this.network = network;
        this.services = services;
        for (int i = 0; i < services.size(); i++) {
            sources.add(Source.of(SourceKind.SERVICE, services.get(i).name()));
        }
    }

    Source get(int number) {
        return sources.get(number);
    }

    /** Those met so far that are no services. */
    BitSet outside() {
        BitSet outside = new BitSet();
        outside.set(services.size(), sources.size());
        return outside;
    }

    /** Everything an ingress rule lets in. */
    BitSet of(SecurityGroupRule rule) {
        BitSet found = new BitSet();
        for (GroupReference reference : rule.groups()) {
            found.or(services.holding(reference.id()));
            outside(reference).forEach(source -> found.set(number(source)));
        }
        boolean together = Ranges.open(rule.ranges());
        for (String range : rule.ranges()) {
            found.or(services.within(range));
            found.set(number(Source.of(together ? SourceKind.INTERNET : SourceKind.CIDR, range)));
        }
        for (String list : rule.prefixLists()) {
            network.prefixLists().getOrDefault(list, List.of()).forEach(range -> found.or(services.within(range)));
            boolean open = Ranges.open(network.prefixLists().getOrDefault(list, List.of()));
            found.set(number(Source.of(open ? SourceKind.INTERNET : SourceKind.PREFIX_LIST, list)));
        }
        return found;
    }

    private List<Source> outside(GroupReference reference) {
        GroupHolders holders =
                network.holders().getOrDefault(reference.id(), GroupHolders.unknown("what uses it was not looked up"));
        if (holders.unknown().isPresent()) {
            return List.of(group(reference, holders.unknown()));
        }
        List<Source> found = new ArrayList<>(holders.loadBalancers());
        boolean ownServices = !services.holding(reference.id()).isEmpty();
        boolean foreignTasks = holders.tasks() && !ownServices;
        boolean nobody = found.isEmpty() && !ownServices;
        if (holders.others() || foreignTasks || nobody) {
            found.add(group(reference, Optional.empty()));
        }
        return found;
    }

    private static Source group(GroupReference reference, Optional<String> unknown) {
        return new Source(SourceKind.GROUP, reference.id(), reference.account(), unknown);
    }

    private int number(Source source) {
        return numbers.computeIfAbsent(source, unused -> {
            sources.add(source);
            return sources.size() - 1;
        });
    }
}
