package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.Comparator;
import java.util.List;

/**
 * Each of {@code from} can reach each of {@code to}; that may include a service and itself, its tasks then reach each other.
 *
 * @param to names of services
 */
public record Connection(List<Source> from, List<String> to, TrafficSet traffic) implements Comparable<Connection> {
    private static final Comparator<Connection> ORDER = Comparator.<Connection, String>comparing(
                    each -> String.join("\0", each.to))
            .thenComparing(each -> each.from.toString())
            .thenComparing(each -> each.traffic.all().toString());

    public Connection {
        from = from.stream().sorted().toList();
        to = to.stream().sorted().toList();
    }

    @Override
    public int compareTo(Connection other) {
        return ORDER.compare(this, other);
    }
}
