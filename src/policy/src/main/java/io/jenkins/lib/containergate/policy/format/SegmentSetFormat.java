package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Segment;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list {@code segments}. */
public final class SegmentSetFormat implements ValueFormat<SegmentSet> {
    private static final int MOST = 1_000;
    private static final ValueFormat<List<Segment>> SEGMENTS = new ListFormat<>(new SegmentFormat(), 0, MOST);

    @Override
    public Optional<SegmentSet> read(YamlValue value, String where, Problems problems) {
        Optional<List<Segment>> segments = SEGMENTS.read(value, where, problems);
        long different = segments.stream()
                .flatMap(List::stream)
                .map(Segment::service)
                .distinct()
                .count();
        if (segments.isPresent() && different < segments.get().size()) {
            problems.report(value.line(), where + " names a service twice: one list has all that may reach it");
            return Optional.empty();
        }
        return segments.map(SegmentSet::new);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "maxItems", MOST, "items", Map.of("$ref", "#/$defs/segment"));
    }

    @Override
    public Object plain(SegmentSet value) {
        return SEGMENTS.plain(value.segments());
    }
}
