package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything from which follows who can reach whom in a cluster.
 *
 * @param services of the cluster, by name
 * @param groups that could be read, by id
 * @param unread why the others could not, by id
 * @param prefixLists what those hold that rules name, by id; one that is missing here could not be read
 * @param holders of the groups that rules name, by id; a group that is missing here is held by nobody knows whom
 */
public record ClusterNetwork(
        String cluster,
        List<ServiceNetwork> services,
        Map<String, SecurityGroup> groups,
        Map<String, String> unread,
        Map<String, List<String>> prefixLists,
        Map<String, GroupHolders> holders) {
    public ClusterNetwork {
        services = services.stream()
                .sorted(Comparator.comparing(ServiceNetwork::name))
                .toList();
        groups = Map.copyOf(groups);
        unread = Map.copyOf(unread);
        prefixLists = Map.copyOf(prefixLists);
        holders = Map.copyOf(holders);
    }

    public Optional<ServiceNetwork> service(String name) {
        return services.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
