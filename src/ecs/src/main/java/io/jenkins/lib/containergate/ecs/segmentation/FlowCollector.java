package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.Reachability.Way;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Collects who can reach whom, keeping together what is alike. */
final class FlowCollector {
    private static final int MOST = 100_000;

    /** Every source of the one set with every service of the other. */
    record Link(BitSet from, BitSet to, TrafficSet traffic) {}

    private record Ends(BitSet from, BitSet to) {}

    private record Alike(BitSet end, TrafficSet traffic) {}

    private final Map<Ends, TrafficCollector> traffic = new LinkedHashMap<>();

    /** @throws GateException when there are too many for anybody to read */
    void add(Way out, Way in) throws GateException {
        Ends ends = new Ends(Way.common(out.from(), in.from()), Way.common(out.to(), in.to()));
        traffic.computeIfAbsent(ends, unused -> new TrafficCollector())
                .add(out.traffic().and(in.traffic()).orElseThrow());
        if (traffic.size() > MOST) {
            throw new GateException(
                    "the security groups make more than " + MOST + " different connections",
                    "give services that are alike the same rules, or look at one cluster at a time");
        }
    }

    /** In as few as is easy. */
    List<Link> merged() {
        List<Link> links = new ArrayList<>();
        traffic.forEach((ends, collected) -> links.add(new Link(ends.from(), ends.to(), collected.set())));
        List<Link> byFrom = merge(links, link -> new Alike(link.from(), link.traffic()));
        return merge(byFrom, link -> new Alike(link.to(), link.traffic()));
    }

    /** One of all links that are alike: with one end and the traffic the same, the other end is the union. */
    private static List<Link> merge(Collection<Link> links, Function<Link, Alike> likeness) {
        Map<Alike, Link> merged = new LinkedHashMap<>();
        for (Link link : links) {
            merged.merge(
                    likeness.apply(link),
                    link,
                    (one, other) ->
                            new Link(union(one.from(), other.from()), union(one.to(), other.to()), one.traffic()));
        }
        return List.copyOf(merged.values());
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.or(other);
        return both;
    }

    /** Traffic of one link; memory stays small however many rules say it. */
    static final class TrafficCollector {
        private static final int PENDING = 4_096;

        private final Map<Traffic, Traffic> pending = new HashMap<>();
        private int most = PENDING;

        void add(Traffic one) {
            pending.put(one, one);
            if (pending.size() > most) {
                TrafficSet simplified = set();
                pending.clear();
                simplified.all().forEach(each -> pending.put(each, each));
                // so that what cannot be simplified is not tried again with every rule
                most = Math.max(PENDING, 2 * pending.size());
            }
        }

        TrafficSet set() {
            return new TrafficSet(List.copyOf(pending.keySet()));
        }
    }
}
