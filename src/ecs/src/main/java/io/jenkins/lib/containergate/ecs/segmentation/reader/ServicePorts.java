package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.ecs.segmentation.reader.HostGroups.ListeningPorts;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports that services listen on, from their task definitions.
 *
 * @param byTaskDefinition empty for one whose ports are not known
 */
record ServicePorts(Map<Arn, Optional<TrafficSet>> byTaskDefinition) {
    ServicePorts {
        byTaskDefinition = Map.copyOf(byTaskDefinition);
    }

    /** Without a lookup: the ports of no service are known. */
    static ServicePorts unread() {
        return new ServicePorts(Map.of());
    }

    /** Reads each task definition of the services once. */
    static ServicePorts read(List<EcsService> services, CloudLookups aws, DocumentLimits limits, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Map<Arn, Optional<TrafficSet>> ports = new HashMap<>();
        for (EcsService service : services) {
            for (Arn task : service.taskDefinitions()) {
                if (!ports.containsKey(task)) {
                    ports.put(task, ports(aws.ecs().taskDefinition(task.toString(), deadline), limits));
                }
            }
        }
        return new ServicePorts(ports);
    }

    /** A map without the ports of one service is still a map. */
    private static Optional<TrafficSet> ports(Lookup<RegisteredTaskDefinition> lookup, DocumentLimits limits) {
        if (!(lookup instanceof Lookup.Answered<RegisteredTaskDefinition> found)) {
            return Optional.empty();
        }
        try {
            List<TaskDefinition> tasks = TaskDefinitionReader.ofAnswers(limits)
                    .read(found.value().arn().toString(), found.value().json().getBytes(StandardCharsets.UTF_8));
            return tasks.size() == 1 ? ListeningPorts.of(tasks.get(0)) : Optional.empty();
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /** Empty unless the ports of every task definition of the service are known. */
    Optional<TrafficSet> of(EcsService service) {
        List<Traffic> all = new ArrayList<>();
        List<Arn> tasks = service.taskDefinitions();
        for (Arn task : tasks) {
            Optional<TrafficSet> ports = byTaskDefinition.getOrDefault(task, Optional.empty());
            if (ports.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(ports.get().all());
        }
        return tasks.isEmpty() ? Optional.empty() : Optional.of(new TrafficSet(all));
    }
}
