package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Reachability;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws the map of a whole cluster and holds it against the lists of the policy. */
public final class SegmentationGate {
    private final SegmentSet segments;

    /** @param policy whose {@code taskDefinition.segments} has the allowed callers of each service */
    public SegmentationGate(EffectivePolicy policy) {
        this.segments = policy.segments();
    }

    /**
     * @param violations sorted by service
     * @param outcome ERROR when not everything could be told, FAIL when something reaches a service that may not
     */
    public record Judged(SegmentationMap map, List<Violation> violations, Outcome outcome) {
        public Judged {
            violations = List.copyOf(violations);
        }
    }

    /**
     * What could not be read of the network is unknown in the map and an ERROR in the outcome. A service without a list is on the map and
     * not compared.
     *
     * @throws GateException when the deadline passes
     */
    public Judged judge(ClusterNetwork network, Deadline deadline) throws GateException, InterruptedException {
        Reachability reachability = new Reachability(network);
        SegmentationMap map = reachability.map(deadline);
        List<Violation> violations = new ArrayList<>();
        SortedMap<String, List<String>> unknown = new TreeMap<>(map.unknown());
        for (ServiceNetwork service : network.services()) {
            deadline.check("comparing who can reach a service with who may");
            Optional<AllowedSources> allowed = segments.allowed(service.name());
            if (allowed.isPresent()) {
                SegmentCheck check = SegmentCheck.of(reachability, service, allowed.get());
                violations.addAll(check.violations());
                if (!check.unknown().isEmpty()) {
                    unknown.put(service.name(), check.unknown());
                }
            }
        }
        SegmentationMap whole = new SegmentationMap(map.cluster(), map.services(), map.connections(), unknown);
        boolean told = unknown.isEmpty()
                && map.outside().stream().allMatch(source -> source.unknown().isEmpty());
        Outcome outcome = told ? Outcome.PASS : Outcome.ERROR;
        return new Judged(whole, violations, violations.isEmpty() ? outcome : outcome.worse(Outcome.FAIL));
    }
}
