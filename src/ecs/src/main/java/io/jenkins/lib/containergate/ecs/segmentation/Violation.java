package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.stream.Collectors;

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
        return "reachable from " + arrival.source().key() + " on " + arrival.traffic() + ", because "
                + arrival.openings().stream().limit(SHOWN).map(Opening::text).collect(Collectors.joining("; "))
                + (more > 0 ? " and by " + more + " more rules" : "");
    }

    /** How to close it, in one clause. */
    public String remedy() {
        Source source = arrival.source();
        boolean byGroup = arrival.openings().stream()
                .anyMatch(opening -> !opening.rule().groups().isEmpty());
        boolean byRange = arrival.openings().stream()
                .anyMatch(opening -> !opening.rule().ranges().isEmpty()
                        || !opening.rule().prefixLists().isEmpty());
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
