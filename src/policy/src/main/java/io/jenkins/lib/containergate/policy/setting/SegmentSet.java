package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.SegmentPolicy;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who may reach which services. Every segment that names a service has to allow what reaches it: one more segment never
 * allows more.
 *
 * @param segments in a stable order
 */
public record SegmentSet(List<Segment> segments) implements SegmentPolicy {
    public SegmentSet {
        segments = segments.stream()
                .distinct()
                .sorted(Comparator.comparing(Segment::toString))
                .toList();
    }

    /** For no service does the other set allow more than this one, and no list of it asks for more. */
    public boolean admits(SegmentSet inner) {
        return inner.segments.stream().allMatch(this::shortensItsList)
                && segments.stream()
                        .allMatch(outer -> inner.keeps(outer)
                                || inner.segments.stream()
                                        .filter(asked -> covers(outer, asked))
                                        .allMatch(asked -> asked.within(outer) || hasList(asked)));
    }

    private boolean shortensItsList(Segment asked) {
        return segments.stream()
                .filter(outer -> outer.service().equals(asked.service()))
                .allMatch(asked::within);
    }

    private boolean hasList(Segment asked) {
        return segments.stream().anyMatch(outer -> outer.service().equals(asked.service()));
    }

    /** Whether a list here says the same of the same services, or less, so that the other one holds whatever else is said. */
    private boolean keeps(Segment outer) {
        return segments.stream().anyMatch(asked -> covers(asked, outer) && asked.within(outer));
    }

    private static boolean covers(Segment one, Segment other) {
        return one.service().equals(other.service()) || one.service().covers(other.service());
    }

    /** Both; of two lists for the same services only the inner one, which is the shorter. */
    public SegmentSet with(SegmentSet inner) {
        List<Segment> all = new ArrayList<>(inner.segments);
        segments.stream()
                .filter(outer -> inner.segments.stream()
                        .noneMatch(each -> each.service().equals(outer.service()) && each.within(outer)))
                .forEach(all::add);
        return new SegmentSet(all);
    }

    @Override
    public Optional<AllowedSources> allowed(String service) {
        List<Segment> named = segments.stream()
                .filter(segment -> segment.service().matches(service))
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(new Lists(named));
    }

    private record Lists(List<Segment> segments) implements AllowedSources {
        @Override
        public boolean allows(Source source) {
            return segments.stream().allMatch(segment -> segment.allows(source));
        }

        @Override
        public String text() {
            return segments.stream()
                    .map(segment -> segment.reachableFrom().isEmpty()
                            ? "nobody"
                            : segment.reachableFrom().stream()
                                    .map(SourcePattern::toString)
                                    .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining("; and of "));
        }
    }

    @Override
    public String toString() {
        return segments.toString();
    }

    /**
     * By whom some services may be reached at most.
     *
     * @param service pattern over the names of services
     * @param reachableFrom in a stable order; none for a service that nobody may reach
     */
    public record Segment(Glob service, List<SourcePattern> reachableFrom) {
        public Segment {
            reachableFrom = reachableFrom.stream()
                    .distinct()
                    .sorted(Comparator.comparing(SourcePattern::toString))
                    .toList();
        }

        boolean allows(Source source) {
            return reachableFrom.stream().anyMatch(pattern -> pattern.matches(source));
        }

        /** Allows nobody that the other one does not. */
        boolean within(Segment outer) {
            return reachableFrom.stream()
                    .allMatch(inner -> outer.reachableFrom.stream().anyMatch(pattern -> pattern.covers(inner)));
        }

        @Override
        public String toString() {
            return service + " from " + reachableFrom;
        }
    }

    /**
     * Some sources of one kind: {@code web} and {@code team-*} mean services, {@code alb:*} load balancers.
     *
     * @param name pattern over text
     */
    public record SourcePattern(SourceKind kind, Glob name) {

        /** Empty for a kind that there is not, and for a pattern that is none. */
        public static Optional<SourcePattern> of(String text) {
            int colon = text.indexOf(':');
            Optional<SourceKind> kind =
                    colon < 0 ? Optional.of(SourceKind.SERVICE) : SourceKind.of(text.substring(0, colon));
            try {
                Glob name = Glob.overText(text.substring(colon + 1));
                return kind.map(known -> new SourcePattern(known, name));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        boolean matches(Source source) {
            return source.kind() == kind && name.matches(source.name());
        }

        boolean covers(SourcePattern other) {
            return kind == other.kind && name.covers(other.name);
        }

        @Override
        public String toString() {
            return kind == SourceKind.SERVICE ? name.toString() : kind.key() + ":" + name;
        }
    }
}
