package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of patterns. */
public final class PatternSetFormat implements ValueFormat<PatternSet> {
    private static final int MOST = 1_000;

    private final ValueFormat<List<Glob>> patterns;
    private final boolean mayBeEmpty;

    private PatternSetFormat(ValueFormat<Glob> pattern, int least) {
        this.patterns = new ListFormat<>(pattern, least, MOST);
        this.mayBeEmpty = least == 0;
    }

    public static PatternSetFormat overPaths() {
        return new PatternSetFormat(Formats.PATH_PATTERN, 1);
    }

    public static PatternSetFormat overImages() {
        return new PatternSetFormat(Formats.IMAGE_PATTERN, 1);
    }

    /** Of what is handed on: an empty list hands on nothing. */
    public static PatternSetFormat overDelegatedPaths() {
        return new PatternSetFormat(Formats.PATH_PATTERN, 0);
    }

    /** The same over images. */
    public static PatternSetFormat overDelegatedImages() {
        return new PatternSetFormat(Formats.IMAGE_PATTERN, 0);
    }

    @Override
    public Optional<PatternSet> read(YamlValue value, String where, Problems problems) {
        return patterns.read(value, where, problems).map(PatternSet::new);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", mayBeEmpty ? "#/$defs/delegated" : "#/$defs/patterns");
    }

    @Override
    public String values() {
        return "patterns";
    }

    @Override
    public Object plain(PatternSet value) {
        return patterns.plain(value.patterns());
    }
}
