package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of comparing who can reach a service with who may.
 *
 * @param violations what surely can, and may not
 * @param unknown why more than that could not be told; empty when all could
 */
public record SegmentCheck(List<Violation> violations, List<String> unknown) {
    public SegmentCheck {
        violations = List.copyOf(violations);
        unknown = List.copyOf(unknown);
    }

    /** A service may always reach itself. */
    public static SegmentCheck of(Reachability reachability, ServiceNetwork service, AllowedSources allowed) {
        List<Violation> violations = new ArrayList<>();
        List<String> unknown = new ArrayList<>(reachability.unknown(service));
        for (Arrival arrival : reachability.arrivals(service.name())) {
            Source source = arrival.source();
            if (allowed.allows(source)) {
                continue;
            }
            if (source.unknown().isPresent()) {
                unknown.add("who holds the security group " + source.name() + " is not known: "
                        + source.unknown().get());
            } else {
                violations.add(new Violation(service.name(), arrival, allowed.text()));
            }
        }
        return new SegmentCheck(violations, unknown);
    }
}
