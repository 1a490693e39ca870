package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The security groups of the instances of a cluster: those of tasks in the modes bridge and host. */
final class HostGroups {
    /** Machines outside of EC2, as Systems Manager names them, have none. */
    private static final String ELSEWHERE = "mi-";

    private final CloudLookups aws;
    private final Deadline deadline;

    HostGroups(CloudLookups aws, Deadline deadline) {
        this.aws = aws;
        this.deadline = deadline;
    }

    /** @return ids of all of them; none in a cluster without instances */
    Lookup<List<String>> of(String cluster) throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> registered = aws.ecs().containerInstances(cluster, deadline);
        if (!(registered instanceof Lookup.Answered<List<ContainerInstance>> found)) {
            return registered.map(unused -> List.of());
        }
        List<String> ids = found.value().stream()
                .map(ContainerInstance::instance)
                .flatMap(Optional::stream)
                .filter(id -> !id.startsWith(ELSEWHERE))
                .distinct()
                .toList();
        return ids.isEmpty()
                ? new Lookup.Answered<>(List.of())
                : aws.hosts()
                        .hosts(ids, deadline)
                        .map(hosts -> hosts.stream()
                                .flatMap(host -> host.groups().stream())
                                .distinct()
                                .toList());
    }
}
