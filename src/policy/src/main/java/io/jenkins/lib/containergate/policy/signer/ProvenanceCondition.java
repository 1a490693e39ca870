package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an image has to be built, as a signed SLSA provenance says it. Patterns are anchored at both ends, and {@code *} stops
 * at {@code /}.
 *
 * @param builders IDs of builders
 * @param sources addresses of repositories, without {@code git+} and reference; empty for any
 * @param refs such as {@code refs/heads/main}; empty for any
 * @param buildTypes exact; empty for any
 * @param forbiddenParameters names of parameters that nobody may have started the build with, in lower case
 */
public record ProvenanceCondition(
        List<Glob> builders,
        List<Glob> sources,
        List<Glob> refs,
        List<String> buildTypes,
        List<Glob> forbiddenParameters) {
    public ProvenanceCondition {
        builders = sorted(builders);
        sources = sorted(sources);
        refs = sorted(refs);
        buildTypes = buildTypes.stream().distinct().sorted().toList();
        forbiddenParameters = sorted(forbiddenParameters);
    }

    private static List<Glob> sorted(List<Glob> globs) {
        return globs.stream()
                .distinct()
                .sorted(Comparator.comparing(Glob::toString))
                .toList();
    }

    /** The mapping {@code provenance} of a requirement. */
    public static final class ProvenanceFormat implements ValueFormat<ProvenanceCondition> {
        public static final List<String> FIELDS =
                List.of("builders", "sources", "refs", "buildTypes", "forbiddenParameters");

        private static final ValueFormat<List<Glob>> PATTERNS = new ListFormat<>(Formats.PATH_PATTERN, 1, 1_000);
        private static final ValueFormat<List<Glob>> NAMES = new ListFormat<>(Formats.TEXT_PATTERN, 1, 1_000);
        private static final ValueFormat<List<String>> TYPES = new ListFormat<>(Formats.TEXT, 1, 1_000);

        @Override
        public Optional<ProvenanceCondition> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(ProvenanceFormat::read);
        }

        private static Optional<ProvenanceCondition> read(Fields fields) {
            Optional<List<Glob>> builders = fields.required("builders", PATTERNS);
            List<Glob> sources = fields.optional("sources", PATTERNS).orElse(List.of());
            List<Glob> refs = fields.optional("refs", PATTERNS).orElse(List.of());
            List<String> types = fields.optional("buildTypes", TYPES).orElse(List.of());
            List<Glob> forbidden = fields.optional("forbiddenParameters", NAMES).orElse(List.of());
            if (builders.filter(all -> all.stream().anyMatch(Glob::unbounded)).isPresent()) {
                fields.problem("must name its builders: whoever builds anything is no builder to trust");
            }
            return fields.sound()
                    ? Optional.of(new ProvenanceCondition(
                            builders.orElseThrow(),
                            sources,
                            refs,
                            types,
                            forbidden.stream()
                                    .map(name -> Glob.overText(name.toString().toLowerCase(Locale.ROOT)))
                                    .toList()))
                    : Optional.empty();
        }

        @Override
        public Object plain(ProvenanceCondition condition) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("builders", PATTERNS.plain(condition.builders()));
            put(plain, "sources", condition.sources(), PATTERNS);
            put(plain, "refs", condition.refs(), PATTERNS);
            if (!condition.buildTypes().isEmpty()) {
                plain.put("buildTypes", condition.buildTypes());
            }
            put(plain, "forbiddenParameters", condition.forbiddenParameters(), NAMES);
            return plain;
        }

        private static void put(
                Map<String, Object> plain, String name, List<Glob> patterns, ValueFormat<List<Glob>> format) {
            if (!patterns.isEmpty()) {
                plain.put(name, format.plain(patterns));
            }
        }
    }
}
