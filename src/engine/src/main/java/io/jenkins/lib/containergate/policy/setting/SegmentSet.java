package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.ecs.segmentation.AllowedSources;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentPolicy;
import io.jenkins.lib.containergate.ecs.segmentation.Source;
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

    /** Each list of the other set is no longer than the one here for the same services, or than all for more services. */
    public boolean admits(SegmentSet inner) {
        return inner.segments.stream().allMatch(this::admits);
    }

    private boolean admits(Segment asked) {
        return segments.stream().anyMatch(outer -> outer.service().equals(asked.service()) && asked.within(outer))
                || segments.stream()
                        .filter(outer -> outer.service().covers(asked.service()))
                        .allMatch(asked::within);
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
}
