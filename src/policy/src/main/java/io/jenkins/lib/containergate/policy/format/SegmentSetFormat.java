package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ScalarFormat;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.policy.setting.SegmentSet.Segment;
import io.jenkins.lib.containergate.policy.setting.SegmentSet.SourcePattern;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** An entry of {@code segments}. */
    public static final class SegmentFormat implements ValueFormat<Segment> {
        public static final List<String> FIELDS = List.of("service", "reachableFrom");

        private static final String KINDS = Arrays.stream(SourceKind.values())
                .filter(kind -> kind != SourceKind.SERVICE)
                .map(kind -> kind.key() + ":")
                .collect(Collectors.joining(", "));
        private static final ValueFormat<SourcePattern> SOURCE = new ScalarFormat<>(
                "the name of a service, or a pattern after one of " + KINDS,
                Set.of(ScalarType.TEXT),
                SourcePattern::of,
                SourcePattern::toString);
        private static final ValueFormat<List<SourcePattern>> SOURCES = new ListFormat<>(SOURCE, 0, 1_000);

        @Override
        public Optional<Segment> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(SegmentFormat::read);
        }

        private static Optional<Segment> read(Fields fields) {
            Optional<Glob> service = fields.required("service", Formats.TEXT_PATTERN);
            Optional<List<SourcePattern>> sources = fields.required("reachableFrom", SOURCES);
            return fields.sound()
                    ? Optional.of(new Segment(service.orElseThrow(), sources.orElseThrow()))
                    : Optional.empty();
        }

        @Override
        public Object plain(Segment segment) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("service", segment.service().toString());
            plain.put("reachableFrom", SOURCES.plain(segment.reachableFrom()));
            return plain;
        }
    }
}
