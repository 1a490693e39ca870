package io.jenkins.lib.containergate.ecs.account.iam.learn;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Counts the calls of one role. What it keeps grows with the number of different calls, not with that of events.
 */
public final class LearnedCalls {
    /** One event in so many may be broken. */
    private static final long READABLE = 100;

    private static final int PLACES = 10;
    private static final int RESOURCES = 20;
    private static final int ROLES = 5;
    private static final int REGIONS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern REFUSAL =
            Pattern.compile(".*(?:AccessDenied|Unauthorized|NotAuthorized|AuthorizationError).*");

    private final Arn role;
    private final int most;
    private final Map<Call, Count> counts = new TreeMap<>();
    private final Totals totals = new Totals();

    /**
     * @param role whose calls count
     * @param most different calls
     */
    public LearnedCalls(Arn role, int most) {
        this.role = role;
        this.most = most;
    }

    /** @param source such as {@code s3.amazonaws.com} */
    record Call(String source, String name) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            return Comparator.comparing(Call::source).thenComparing(Call::name).compare(this, other);
        }
    }

    private static final class Count {
        private long calls;
        private long refused;
        private final Set<String> resources = new TreeSet<>();
    }

    private static final class Totals {
        private long events;
        private long own;
        private long unread;
        private boolean reads;
        private boolean writes;
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> to = Optional.empty();
        private final List<String> places = new ArrayList<>();
        private final Set<String> regions = new TreeSet<>();
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> others = new TreeSet<>();
    }

    void unread(String place) {
        totals.unread++;
        if (totals.places.size() < PLACES) {
            totals.places.add(place);
        }
    }

    /** @throws GateException when there are too many different calls */
    void add(CloudTrailEvent event) throws GateException {
        totals.events++;
        boolean known = RecordedActions.known().ofSource(event.source()).isPresent();
        if (event.management()) {
            totals.reads |= event.readOnly().orElse(false);
            totals.writes |= !event.readOnly().orElse(true);
            if (known) {
                totals.sources.add(event.source());
            }
        }
        if (totals.regions.size() < REGIONS && NAME.matcher(event.region()).matches()) {
            totals.regions.add(event.region());
        }
        if (totals.from.isEmpty() || event.time().isBefore(totals.from.get())) {
            totals.from = Optional.of(event.time());
        }
        if (totals.to.isEmpty() || event.time().isAfter(totals.to.get())) {
            totals.to = Optional.of(event.time());
        }
        if (!event.role().equals(Optional.of(role.toString()))) {
            event.role().filter(other -> totals.others.size() < ROLES).ifPresent(totals.others::add);
            return;
        }
        totals.own++;
        count(event);
    }

    private void count(CloudTrailEvent event) throws GateException {
        if (!NAME.matcher(event.source()).matches()
                || !NAME.matcher(event.name()).matches()) {
            throw new GateException(
                    "an event of the role " + role + " has a source or name that no service has",
                    "check where the CloudTrail logs come from");
        }
        Count count = counts.computeIfAbsent(new Call(event.source(), event.name()), unused -> new Count());
        if (counts.size() > most) {
            throw new GateException(
                    "the role " + role + " made more than " + most + " different calls",
                    "check where the CloudTrail logs come from");
        }
        count.calls++;
        if (event.error().filter(code -> REFUSAL.matcher(code).matches()).isPresent()) {
            count.refused++;
        }
        event.resources().stream()
                .filter(arn -> count.resources.size() < RESOURCES && Arn.of(arn).isPresent())
                .forEach(count.resources::add);
    }

    /**
     * What was seen.
     *
     * @throws GateException when too many events could not be read, or none is of the role
     */
    public Seen seen() throws GateException {
        if (totals.unread * READABLE > totals.events + totals.unread) {
            throw new GateException(
                    totals.unread + " of " + (totals.events + totals.unread) + " lines are not events of CloudTrail: "
                            + String.join(", ", totals.places) + (totals.unread > PLACES ? " and more" : ""),
                    "give whole files as CloudTrail or CloudWatch Logs writes them");
        }
        if (totals.own == 0) {
            throw new GateException(
                    "none of the " + totals.events + " events is a call of the role " + role
                            + (totals.others.isEmpty()
                                    ? ""
                                    : "; the first other roles are " + String.join(", ", totals.others)),
                    "check the ARN of the role, the account and the time of the logs");
        }
        List<SeenCall> calls = new ArrayList<>();
        counts.forEach((call, count) -> calls.add(
                new SeenCall(call.source(), call.name(), count.calls, count.refused, List.copyOf(count.resources))));
        return new Seen(
                role,
                new Basis(
                        totals.events,
                        totals.own,
                        totals.unread,
                        List.copyOf(totals.places),
                        totals.from.orElseThrow(),
                        totals.to.orElseThrow(),
                        List.copyOf(totals.regions)),
                calls,
                new Coverage(totals.reads, totals.writes, Set.copyOf(totals.sources)));
    }

    /**
     * What a proposal rests on.
     *
     * @param events that were read, of any caller
     * @param own calls of the role
     * @param places of the first that could not be read
     */
    public record Basis(
            long events, long own, long unread, List<String> places, Instant from, Instant to, List<String> regions) {
        public Basis {
            places = List.copyOf(places);
            regions = List.copyOf(regions);
        }
    }

    /**
     * @param source such as {@code s3.amazonaws.com}
     * @param refused how many of them were denied
     * @param resources the first ARNs it was about
     */
    public record SeenCall(String source, String name, long calls, long refused, List<String> resources) {
        public SeenCall {
            resources = List.copyOf(resources);
        }
    }

    /**
     * What the logs surely cover, by any caller.
     *
     * @param sources of services whose management events are in them
     */
    record Coverage(boolean reads, boolean writes, Set<String> sources) {}

    /** The calls of a role, and how far the logs can be relied on. */
    public record Seen(Arn role, Basis basis, List<SeenCall> calls, Coverage coverage) {
        public Seen {
            calls = List.copyOf(calls);
        }
    }
}
