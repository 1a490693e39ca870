package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instances of a cluster: tasks in the modes bridge and host have their security groups and addresses. */
final class HostGroups {
    private static final String OUTSIDE = "EXTERNAL";

    private final CloudLookups aws;
    private final Deadline deadline;

    HostGroups(CloudLookups aws, Deadline deadline) {
        this.aws = aws;
        this.deadline = deadline;
    }

    record Placed(ContainerInstance registered, Host host) {}

    /** @return all of them in EC2; none in a cluster without instances */
    Lookup<List<Placed>> of(String cluster) throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> registered =
                aws.ecs().containerInstances(cluster, deadline).flatMap(ContainerInstance::inEc2);
        if (!(registered instanceof Lookup.Answered<List<ContainerInstance>> found)) {
            return registered.map(unused -> List.of());
        }
        Map<String, ContainerInstance> byId = new LinkedHashMap<>();
        found.value().forEach(each -> byId.put(each.name(), each));
        if (byId.isEmpty()) {
            return new Lookup.Answered<>(List.of());
        }
        return aws.hosts().hosts(List.copyOf(byId.keySet()), deadline).flatMap(hosts -> {
            Optional<Host> bare = hosts.stream()
                    .filter(host -> host.network().groups().isEmpty())
                    .findFirst();
            return bare.isPresent()
                    ? Lookup.Failed.<List<Placed>>without(
                            "EC2",
                            "the security groups of the instance " + bare.get().id())
                    : new Lookup.Answered<>(hosts.stream()
                            .flatMap(host ->
                                    Stream.ofNullable(byId.get(host.id())).map(each -> new Placed(each, host)))
                            .toList());
        });
    }

    /** Those that tasks of a service may run on. */
    static List<Placed> of(EcsService service, List<Placed> all) {
        return outside(service)
                ? List.of()
                : all.stream().filter(each -> service.runsOn(each.registered())).toList();
    }

    /** Whether it runs on machines outside of EC2. */
    static boolean outside(EcsService service) {
        return service.launchType().filter(OUTSIDE::equals).isPresent();
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
