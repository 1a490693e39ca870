package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/** A list of patterns over paths, at least one. */
public final class PatternSetFormat implements ValueFormat<PatternSet> {
    private static final int MOST = 1_000;
    private static final ValueFormat<List<Glob>> PATTERNS = new ListFormat<>(Formats.PATH_PATTERN, 1, MOST);

    @Override
    public Optional<PatternSet> read(YamlValue value, String where, Problems problems) {
        return PATTERNS.read(value, where, problems).map(PatternSet::new);
    }

    @Override
    public Object plain(PatternSet value) {
        return PATTERNS.plain(value.patterns());
    }
}
