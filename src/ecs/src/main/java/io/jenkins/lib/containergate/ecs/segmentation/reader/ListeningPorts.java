package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.PortMapping;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that a task definition maps. Under {@code awsvpc} these are the ports of the task's own address. */
public final class ListeningPorts {
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
            if (!container.portMappings().unresolved().isEmpty()) {
                return Optional.empty();
            }
            for (PortMapping mapping : container.portMappings().values()) {
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
