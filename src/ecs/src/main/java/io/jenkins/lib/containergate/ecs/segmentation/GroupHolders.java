package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.List;
import java.util.Optional;

/**
 * Who holds a security group, besides the services of the cluster.
 *
 * @param loadBalancers that hold it
 * @param others whether anything else does that is neither a load balancer nor a task
 * @param tasks whether tasks do, of whatever service
 * @param unknown why all this is not known
 */
public record GroupHolders(List<Source> loadBalancers, boolean others, boolean tasks, Optional<String> unknown) {
    public GroupHolders {
        loadBalancers = List.copyOf(loadBalancers);
    }

    public static GroupHolders unknown(String why) {
        return new GroupHolders(List.of(), false, false, Optional.of(why));
    }

    public static GroupHolders nobody() {
        return new GroupHolders(List.of(), false, false, Optional.empty());
    }
}
