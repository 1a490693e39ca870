package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts who opened connections to which service. What it keeps grows with the number of different connections, not with that
 * of lines.
 */
public final class LearnedFlows {
    private static final String INTERNET = "internet";
    /** One line in so many may be broken: files end in the middle of a line, and logs change their format. */
    private static final long READABLE = 100;

    private final Map<String, String> names;
    private final int most;
    private final Map<String, String> learned = new HashMap<>();
    private final Map<Key, Count> counts = new HashMap<>();
    private final Totals totals = new Totals();

    /**
     * @param names of services by address or id of an interface; other sources as policies name them, such as
     *     {@code alb:front}
     * @param most different connections
     */
    public LearnedFlows(Map<String, String> names, int most) {
        this.names = Map.copyOf(names);
        this.most = most;
    }

    private record Key(String service, String source, Traffic traffic) {}

    private static final class Count {
        private long flows;
        private long bytes;
    }

    private static final class Totals {
        private long records;
        private long unread;
        private long skipped;
        private long refused;
        private long unknown;
        private long byPorts;
        private long start = Long.MAX_VALUE;
        private long end;
    }

    /** @throws GateException when there are too many different connections */
    void add(FlowFormat.Line line) throws GateException {
        if (line instanceof FlowFormat.Line.Flow flow) {
            totals.records++;
            add(flow.flow());
        } else if (line instanceof FlowFormat.Line.Skipped) {
            totals.skipped++;
        } else if (line instanceof FlowFormat.Line.Unread) {
            totals.unread++;
        }
    }

    private void add(FlowRecord flow) throws GateException {
        if (flow.start() > 0) {
            totals.start = Math.min(totals.start, flow.start());
        }
        totals.end = Math.max(totals.end, flow.end());
        if (!flow.accepted()) {
            totals.refused++;
            return;
        }
        Optional<String> service = destination(flow);
        if (service.isEmpty()) {
            return;
        }
        if (!flow.opens()) {
            return;
        }
        totals.byPorts += flow.tellsWhoOpened() ? 0 : 1;
        boolean far = !Ranges.isPrivateAddress(flow.source()) && !names.containsKey(flow.source());
        Key key = new Key(service.get(), far ? INTERNET : flow.source(), flow.traffic());
        Count count = counts.computeIfAbsent(key, unused -> new Count());
        count.flows++;
        count.bytes += flow.bytes();
        if (counts.size() > most) {
            throw new GateException(
                    "the flow logs hold more than " + most + " different connections",
                    "give the logs of fewer services, or of a shorter time");
        }
    }

    /**
     * The service that the packets go to; empty when they come from it, when it is none, or when nothing says so. An address that is
     * seen at the interface of a service is one of the service, and remembered for when it is the source elsewhere.
     */
    private Optional<String> destination(FlowRecord flow) {
        Optional<String> own = flow.subject()
                .service()
                .or(() -> flow.subject().interfaceId().map(names::get).filter(LearnedFlows::service));
        if (flow.ingress().isPresent() && own.isPresent()) {
            String address = flow.ingress().get() ? flow.destination() : flow.source();
            if (learned.size() < most) {
                learned.put(address, own.get());
            }
            return flow.ingress().get() ? own : Optional.empty();
        }
        Optional<String> named =
                Optional.ofNullable(names.get(flow.destination())).filter(LearnedFlows::service);
        if (named.isEmpty() && !names.containsKey(flow.source())) {
            totals.unknown++;
        }
        return named.filter(name -> flow.ingress().orElse(true));
    }

    /** Other sources have their kind before a colon. */
    private static boolean service(String name) {
        return name.indexOf(':') < 0;
    }

    /**
     * What was seen.
     *
     * @throws GateException when too many lines could not be read, or none says anything about a service
     */
    public SegmentProposal proposal() throws GateException {
        if (totals.unread * READABLE > totals.records + totals.unread) {
            throw new GateException(
                    totals.unread + " of " + (totals.records + totals.unread)
                            + " lines cannot be read as the fields say",
                    "name the fields of the log in their order (--fields)");
        }
        if (counts.isEmpty()) {
            throw new GateException(
                    "the flow logs hold no connection to a service that is known: " + totals.records + " records, "
                            + totals.unknown + " of unknown services",
                    "log the fields ecs-service-name and flow-direction, or name services by their addresses"
                            + " (--services)");
        }
        Map<String, Map<Source, Map<Traffic, SegmentProposal.Seen>>> services = new TreeMap<>();
        counts.forEach((key, count) -> services.computeIfAbsent(key.service(), unused -> new TreeMap<>())
                .computeIfAbsent(source(key.source()), unused -> new TreeMap<>())
                .merge(key.traffic(), new SegmentProposal.Seen(count.flows, count.bytes), SegmentProposal.Seen::and));
        return new SegmentProposal(
                services,
                new SegmentProposal.Basis(
                        totals.records,
                        totals.unread,
                        totals.skipped,
                        totals.refused,
                        totals.unknown,
                        totals.byPorts,
                        totals.start == Long.MAX_VALUE ? Optional.empty() : instant(totals.start),
                        instant(totals.end)));
    }

    /** Lines may hold any number. */
    private static Optional<Instant> instant(long seconds) {
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private Source source(String address) {
        if (address.equals(INTERNET)) {
            return Source.of(SourceKind.INTERNET, "0.0.0.0/0");
        }
        String name = names.getOrDefault(address, learned.getOrDefault(address, ""));
        int colon = name.indexOf(':');
        if (colon > 0) {
            Optional<SourceKind> kind = SourceKind.of(name.substring(0, colon));
            if (kind.isPresent()) {
                return Source.of(kind.get(), name.substring(colon + 1));
            }
        }
        return name.isEmpty() ? Source.of(SourceKind.CIDR, Ranges.range(address)) : Source.of(SourceKind.SERVICE, name);
    }
}
