package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.PortMapping;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
                                .flatMap(host -> host.network().groups().stream())
                                .distinct()
                                .toList());
    }

    /**
     * Reads security groups, and finds out which of them cannot be read: EC2 answers nothing when one of many does not exist, so
     * that the half of them is asked for, and the half of that.
     */
    static final class GroupReader {
        private static final int PATIENCE = 64;

        private final NetworkLookups network;
        private final Deadline deadline;
        private final Map<String, SecurityGroup> groups = new TreeMap<>();
        private final Map<String, String> unread = new TreeMap<>();
        private int failures;

        GroupReader(NetworkLookups network, Deadline deadline) {
            this.network = network;
            this.deadline = deadline;
        }

        Map<String, SecurityGroup> groups() {
            return groups;
        }

        /** Why the others could not be read. */
        Map<String, String> unread() {
            return unread;
        }

        void read(List<String> ids) throws DeadlineExceededException, InterruptedException {
            if (ids.isEmpty()) {
                return;
            }
            Lookup<List<SecurityGroup>> lookup = network.securityGroups(ids, deadline);
            if (lookup instanceof Lookup.Answered<List<SecurityGroup>> answered) {
                answered.value().forEach(group -> groups.put(group.id(), group));
                return;
            }
            failures++;
            boolean mayBeOneOfThem = lookup instanceof Lookup.Failed && ids.size() > 1 && failures < PATIENCE;
            if (mayBeOneOfThem) {
                read(ids.subList(0, ids.size() / 2));
                read(ids.subList(ids.size() / 2, ids.size()));
            } else {
                String why = lookup.fold(unused -> "", reason -> reason);
                ids.forEach(id -> unread.put(id, why));
            }
        }
    }

    /** The ports that a task definition maps. Under {@code awsvpc} these are the ports of the task's own address. */
    public static final class ListeningPorts {
        private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
        private static final int MOST = 65_535;

        private ListeningPorts() {}

        /** Empty when one of them is not known. */
        public static Optional<TrafficSet> of(TaskDefinition task) {
            List<Traffic> ports = new ArrayList<>();
            if (!task.containers().unresolved().isEmpty()) {
                return Optional.empty();
            }
            for (ContainerDefinition container : task.containers().values()) {
                if (!container.network().portMappings().unresolved().isEmpty()) {
                    return Optional.empty();
                }
                for (PortMapping mapping : container.network().portMappings().values()) {
                    Optional<Traffic> traffic = traffic(mapping);
                    if (traffic.isEmpty()) {
                        return Optional.empty();
                    }
                    ports.add(traffic.get());
                }
            }
            return Optional.of(new TrafficSet(ports));
        }

        private static Optional<Traffic> traffic(PortMapping mapping) {
            Optional<String> protocol = mapping.protocol().absent()
                    ? Optional.of("tcp")
                    : mapping.protocol().known();
            if (protocol.isEmpty()) {
                return Optional.empty();
            }
            if (!mapping.containerPortRange().absent()) {
                return mapping.containerPortRange()
                        .known()
                        .map(RANGE::matcher)
                        .filter(Matcher::matches)
                        .map(range -> Traffic.of(
                                protocol.get(), Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))));
            }
            return mapping.containerPort()
                    .known()
                    .filter(port -> port >= 0 && port <= MOST)
                    .map(port -> Traffic.of(protocol.get(), port.intValue(), port.intValue()));
        }
    }
}
