package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.List;

/**
 * That something can reach a service.
 *
 * @param openings what lets it in
 */
public record Arrival(Source source, TrafficSet traffic, List<Opening> openings) {
    public Arrival {
        openings = List.copyOf(openings);
    }
}
