package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts who opened connections to which service. What it keeps grows with the number of different connections, not with that
 * of lines.
 */
public final class LearnedFlows {
    private static final long DAY = 86_400;
    /** More than any log of AWS has: hostile times fill no memory. */
    private static final int DAYS = 5_000;
    /** One line in so many may be broken: files end in the middle of a line, and logs change their format. */
    private static final long READABLE = 100;

    private final Map<String, String> names;
    private final int most;
    private final Map<String, Owner> learned = new HashMap<>();
    /** Addresses that several services had, one after the other. */
    private final Set<String> reused = new HashSet<>();

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

    /**
     * @param source an address, or all public ones
     * @param where the interface of the service is, when the record is its own
     */
    private record Key(String service, String source, int protocol, int port, Optional<FlowRecord.Where> where) {}

    /** @param where its interface is, where the log has it */
    private record Owner(String service, Optional<FlowRecord.Where> where) {}

    private static final class Count {
        private long flows;
        private long bytes;
        private long last;
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
        private final Set<Long> days = new HashSet<>();
        private final Set<ObservedTraffic.Target> targets = new HashSet<>();

        private void time(long from, long to) {
            if (from > 0) {
                start = Math.min(start, from);
                if (days.size() < DAYS) {
                    days.add(from / DAY);
                }
            }
            end = Math.max(end, to);
        }
    }

    /** @throws GateException when there are too many different connections */
    void add(FlowFormat.Line line) throws GateException {
        if (line instanceof FlowFormat.Line.Flow flow) {
            totals.records++;
            add(flow.flow());
        } else if (line instanceof FlowFormat.Line.NoData quiet) {
            totals.time(quiet.start(), quiet.end());
        } else if (line instanceof FlowFormat.Line.Skipped) {
            totals.skipped++;
        } else if (line instanceof FlowFormat.Line.Unread) {
            totals.unread++;
        }
    }

    private void add(FlowRecord flow) throws GateException {
        totals.time(flow.start(), flow.end());
        if (!flow.accepted()) {
            totals.refused++;
            return;
        }
        // a log of what is refused alone, or without the direction, says nothing of what nobody used
        target(flow)
                .filter(unused -> flow.ingress().isPresent() && totals.targets.size() < most)
                .ifPresent(totals.targets::add);
        Optional<String> service = destination(flow);
        if (service.isEmpty()) {
            return;
        }
        if (!flow.opens()) {
            return;
        }
        totals.byPorts += flow.tellsWhoOpened() ? 0 : 1;
        boolean far = !Ranges.isPrivateAddress(flow.source()) && !names.containsKey(flow.source());
        Key key = new Key(
                service.get(),
                far ? Ranges.ofEverybody(flow.source()) : flow.source(),
                flow.protocol(),
                flow.destinationPort(),
                target(flow).isPresent() && flow.ingress().orElse(false)
                        ? flow.subject().where()
                        : Optional.empty());
        Count count = counts.computeIfAbsent(key, unused -> new Count());
        count.last = Math.max(count.last, flow.end());
        count.flows++;
        count.bytes += flow.bytes();
        if (counts.size() > most) {
            throw new GateException(
                    "the flow logs hold more than " + most + " different connections",
                    "give the logs of fewer services, or of a shorter time");
        }
    }

    private static Optional<ObservedTraffic.Target> target(FlowRecord flow) {
        return flow.subject()
                .where()
                .flatMap(where -> flow.subject()
                        .service()
                        .map(service ->
                                new ObservedTraffic.Target(where.account(), where.vpc(), where.cluster(), service)));
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
                Owner now = new Owner(own.get(), flow.subject().where());
                Owner before = learned.put(address, now);
                if (before != null && !before.equals(now)) {
                    reused.add(address);
                }
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
                .merge(
                        Traffic.of(Integer.toString(key.protocol()), key.port(), key.port()),
                        new SegmentProposal.Seen(count.flows, count.bytes),
                        SegmentProposal.Seen::and));
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

    /**
     * What was seen of services whose account, VPC and cluster the logs have.
     *
     * @throws GateException when there is no such service, or no time
     */
    public ObservedTraffic observed() throws GateException {
        Optional<Instant> from = totals.start == Long.MAX_VALUE ? Optional.empty() : instant(totals.start);
        Optional<Instant> to = instant(totals.end);
        if (totals.targets.isEmpty() || from.isEmpty() || to.isEmpty()) {
            throw new GateException(
                    "the flow logs do not say of which account, VPC and cluster their services are",
                    "log the fields account-id, vpc-id, ecs-cluster-name, ecs-service-name, flow-direction, start and"
                            + " end");
        }
        Map<ObservedTraffic.Target, List<ObservedTraffic.Connection>> services = new TreeMap<>();
        totals.targets.forEach(target -> services.put(target, new ArrayList<>()));
        counts.forEach((key, count) -> key.where()
                .flatMap(where -> Optional.ofNullable(services.get(
                        new ObservedTraffic.Target(where.account(), where.vpc(), where.cluster(), key.service()))))
                .ifPresent(seen -> seen.add(new ObservedTraffic.Connection(
                        key.protocol(),
                        key.port(),
                        caller(key),
                        far(key.source()) ? key.source() : Ranges.range(key.source()),
                        count.flows,
                        count.bytes,
                        instant(count.last).orElse(from.get())))));
        long days = totals.end / DAY - totals.start / DAY + 1;
        return new ObservedTraffic(
                new ObservedTraffic.Coverage(
                        from.get(),
                        to.get(),
                        totals.records,
                        totals.unread,
                        totals.skipped,
                        Math.max(0, days - totals.days.size())),
                services);
    }

    /** Whether a source stands for all public addresses. */
    private static boolean far(String source) {
        return Ranges.isRange(source);
    }

    /** A service of another cluster may have the same name. */
    private Optional<String> caller(Key key) {
        return Optional.ofNullable(names.get(key.source()))
                .or(() -> Optional.ofNullable(learned.get(key.source()))
                        .filter(owner -> owner.where().equals(key.where()) && !reused.contains(key.source()))
                        .map(Owner::service));
    }

    private String name(String address) {
        return Optional.ofNullable(names.get(address))
                .or(() -> Optional.ofNullable(learned.get(address)).map(Owner::service))
                .orElse("");
    }

    /** Lines may hold any number. */
    private static Optional<Instant> instant(long seconds) {
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private Source source(String address) {
        if (far(address)) {
            return Source.of(SourceKind.INTERNET, Ranges.ofEverybody(""));
        }
        String name = name(address);
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
