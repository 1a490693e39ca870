package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Reachability.Arrival;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    /**
     * That a service can be reached by something that is not on its list.
     *
     * @param allowed the list, for people
     */
    public record Violation(String service, Arrival arrival, String allowed) {
        private static final int SHOWN = 3;

        /** {@code reachable from cron on tcp 8080, because sg-shop lets in tcp 8080 from 10.0.0.0/16}. */
        public String text() {
            int more = arrival.openings().size() - SHOWN;
            String openings = arrival.openings().stream()
                            .limit(SHOWN)
                            .map(IngressMatch::text)
                            .collect(Collectors.joining("; "))
                    + (more > 0 ? " and by " + more + " more rules" : "");
            String beside = arrival.beside() ? "both run on the same instances without interfaces of their own" : "";
            return "reachable from " + arrival.source().key() + " on " + arrival.traffic() + ", because " + beside
                    + (beside.isEmpty() || openings.isEmpty() ? "" : "; ") + openings;
        }

        /** How to close it, in one clause. */
        public String remedy() {
            Source source = arrival.source();
            boolean byGroup = arrival.openings().stream()
                    .anyMatch(opening -> !opening.rule().groups().isEmpty());
            boolean byRange = arrival.openings().stream()
                    .anyMatch(opening -> !opening.rule().ranges().isEmpty()
                            || !opening.rule().prefixLists().isEmpty());
            if (arrival.beside()) {
                return "use the network mode awsvpc, or give the services capacity providers of their own";
            }
            if (source.kind() == SourceKind.SERVICE) {
                return (byRange ? "name the security groups of the callers in the place of ranges" : "")
                        + (byRange && byGroup ? ", and " : "")
                        + (byGroup
                                ? "take the group of " + source.name()
                                        + " out of the rule, or give it one that it does not share"
                                : "");
            }
            return "take " + source.name() + " out of the rule, or put " + source.key() + " on the list of " + service;
        }
    }
}
