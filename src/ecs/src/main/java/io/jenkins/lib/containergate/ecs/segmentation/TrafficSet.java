package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.text.FirstFew;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Several kinds of traffic in one spelling: neighbouring ports are one range, and nothing stands beside {@code all}. */
public record TrafficSet(List<Traffic> all) {
    private static final int SHOWN = 6;

    public TrafficSet {
        all = simplified(all);
    }

    private static List<Traffic> simplified(Collection<Traffic> kinds) {
        List<Traffic> merged = new ArrayList<>();
        for (Traffic next : new TreeSet<>(kinds)) {
            if (next.equals(Traffic.ALL)) {
                return List.of(Traffic.ALL);
            }
            Traffic last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.protocol().equals(next.protocol()) && next.first() <= last.last() + 1) {
                merged.set(
                        merged.size() - 1,
                        new Traffic(last.protocol(), last.first(), Math.max(last.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    /** The first few, and how many more. */
    @Override
    public String toString() {
        return FirstFew.of(all, SHOWN);
    }
}
