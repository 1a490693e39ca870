package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who reached which service. A proposal: what was not seen in this time is missing in it, and what should not have been is
 * there.
 *
 * @param services by name, then by source, then what it sent
 */
public record SegmentProposal(Map<String, Map<Source, Map<Traffic, Seen>>> services, Basis basis) {
    public SegmentProposal {
        services = Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /** @param flows lines of logs, one for each interval in which packets were sent */
    public record Seen(long flows, long bytes) {
        Seen and(Seen other) {
            return new Seen(flows + other.flows, bytes + other.bytes);
        }
    }

    /**
     * What it rests on.
     *
     * @param records lines that were read
     * @param unread lines that could not be
     * @param skipped intervals that AWS left out
     * @param refused records of packets that were not let through
     * @param unknown records of which it is not known to which service they belong
     * @param byPorts records of which the ports alone say who opened the connection
     */
    public record Basis(
            long records,
            long unread,
            long skipped,
            long refused,
            long unknown,
            long byPorts,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** A policy with the lists, and what it rests on as comments. */
    public String yaml() {
        StringBuilder text = new StringBuilder();
        text.append(
                        "# A proposal of gate learn segments. Read it before you use it: callers that were quiet are missing,\n")
                .append("# and callers that should not have been there are in it.\n");
        text.append("# ").append(basis.records()).append(" records");
        if (basis.from().isPresent() && basis.to().isPresent()) {
            text.append(" from ")
                    .append(basis.from().get())
                    .append(" to ")
                    .append(basis.to().get());
        }
        text.append(", ")
                .append(basis.unread())
                .append(" lines not read, ")
                .append(basis.skipped())
                .append(" intervals skipped by AWS, ")
                .append(basis.refused())
                .append(" refused,\n# ")
                .append(basis.unknown())
                .append(" of unknown services, ")
                .append(basis.byPorts())
                .append(" of which only the ports say who opened the connection\n");
        List<Object> segments = new ArrayList<>();
        services.forEach((service, sources) -> {
            List<String> keys = new ArrayList<>();
            sources.forEach((source, traffic) -> {
                keys.add(source.key());
                Seen all = traffic.values().stream().reduce(new Seen(0, 0), Seen::and);
                text.append("# ")
                        .append(SafeText.visible(service))
                        .append(" from ")
                        .append(SafeText.visible(source.key()))
                        .append(": ")
                        .append(new TrafficSet(List.copyOf(traffic.keySet())))
                        .append(", ")
                        .append(all.flows())
                        .append(" flows, ")
                        .append(all.bytes())
                        .append(" bytes\n");
            });
            Map<String, Object> segment = new LinkedHashMap<>();
            segment.put("service", service);
            segment.put("reachableFrom", keys);
            segments.add(segment);
        });
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("version", 1);
        policy.put("taskDefinition", Map.of("segments", segments));
        return text.append(YamlWriter.write(policy)).toString();
    }
}
