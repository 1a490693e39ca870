package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.IpRange;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.Hosts;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The services of a cluster by number, and which of them hold a group or may be within a range. */
final class ServiceIndex {
    private final List<ServiceNetwork> services;
    private final Map<String, BitSet> byGroup = new HashMap<>();
    private final Map<Optional<List<String>>, BitSet> byRanges = new LinkedHashMap<>();
    private final Map<Optional<List<String>>, List<Optional<IpRange>>> parsed = new HashMap<>();
    private final Map<String, BitSet> within = new HashMap<>();
    private final BitSet withPublicIp = new BitSet();

    ServiceIndex(List<ServiceNetwork> services) {
        this.services = services;
        for (int i = 0; i < services.size(); i++) {
            ServiceNetwork service = services.get(i);
            for (String group : service.passed()) {
                byGroup.computeIfAbsent(group, unused -> new BitSet()).set(i);
            }
            byRanges.computeIfAbsent(service.ranges(), unused -> new BitSet()).set(i);
            withPublicIp.set(i, service.publicIp());
        }
        for (Optional<List<String>> ranges : byRanges.keySet()) {
            parsed.put(
                    ranges, ranges.orElse(List.of()).stream().map(IpRange::of).toList());
        }
    }

    int size() {
        return services.size();
    }

    ServiceNetwork get(int number) {
        return services.get(number);
    }

    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, size());
        return all;
    }

    /** Those that share an instance, for each instance with several. */
    Set<BitSet> neighbours() {
        Map<String, BitSet> byInstance = new HashMap<>();
        for (int i = 0; i < services.size(); i++) {
            for (String instance : services.get(i).hosts().map(Hosts::instances).orElse(List.of())) {
                byInstance.computeIfAbsent(instance, unused -> new BitSet()).set(i);
            }
        }
        return byInstance.values().stream()
                .filter(each -> each.cardinality() > 1)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Not to be changed. */
    BitSet holding(String group) {
        return byGroup.getOrDefault(group, new BitSet());
    }

    /** Services with public addresses, for ranges that are not private: nobody knows which addresses they get. */
    BitSet atPublic(String range) {
        boolean inside = IpRange.of(range).filter(IpRange::isPrivate).isPresent();
        return inside ? new BitSet() : withPublicIp;
    }

    /** Services whose tasks may get an address of the range; all of them when it is no range. Not to be changed. */
    BitSet within(String range) {
        return within.computeIfAbsent(range, this::find);
    }

    private BitSet find(String text) {
        Optional<IpRange> range = IpRange.of(text);
        if (range.isEmpty()) {
            return all();
        }
        BitSet found = new BitSet();
        byRanges.forEach((ranges, members) -> {
            boolean anywhere = ranges.isEmpty();
            boolean overlaps = parsed.get(ranges).stream()
                    .anyMatch(one -> one.isEmpty() || one.get().overlaps(range.get()));
            if (anywhere || overlaps) {
                found.or(members);
            }
        });
        return found;
    }
}
