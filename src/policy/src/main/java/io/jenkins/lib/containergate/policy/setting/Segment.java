package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.Comparator;
import java.util.List;

/**
 * By whom some services may be reached at most.
 *
 * @param service pattern over the names of services
 * @param reachableFrom in a stable order; none for a service that nobody may reach
 */
public record Segment(Glob service, List<SourcePattern> reachableFrom) {
    public Segment {
        reachableFrom = reachableFrom.stream()
                .distinct()
                .sorted(Comparator.comparing(SourcePattern::toString))
                .toList();
    }

    boolean allows(Source source) {
        return reachableFrom.stream().anyMatch(pattern -> pattern.matches(source));
    }

    /** Allows nobody that the other one does not. */
    boolean within(Segment outer) {
        return reachableFrom.stream()
                .allMatch(inner -> outer.reachableFrom.stream().anyMatch(pattern -> pattern.covers(inner)));
    }

    @Override
    public String toString() {
        return service + " from " + reachableFrom;
    }
}
