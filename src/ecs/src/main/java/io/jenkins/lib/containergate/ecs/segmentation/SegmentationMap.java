package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.List;
import java.util.SortedMap;

/**
 * Who can reach whom in a cluster.
 *
 * @param services by name
 * @param connections sorted; services that are reachable alike stand together
 * @param unknown by the names of services: why who can reach them is not, or not wholly, known
 */
public record SegmentationMap(
        String cluster,
        List<ServiceNetwork> services,
        List<Connection> connections,
        SortedMap<String, List<String>> unknown) {
    public SegmentationMap {
        services = List.copyOf(services);
        connections = List.copyOf(connections);
    }

    /** Everything that reaches something and is no service of the cluster. */
    public List<Source> outside() {
        return connections.stream()
                .flatMap(each -> each.from().stream())
                .filter(source -> source.kind() != SourceKind.SERVICE)
                .distinct()
                .sorted()
                .toList();
    }
}
