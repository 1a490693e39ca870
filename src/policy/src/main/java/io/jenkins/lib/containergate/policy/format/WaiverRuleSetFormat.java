package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.WaiverRule;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list {@code waiverRules}. */
public final class WaiverRuleSetFormat implements ValueFormat<WaiverRuleSet> {
    private static final int MOST = 100;
    private static final ValueFormat<List<WaiverRule>> RULES = new ListFormat<>(new WaiverRuleFormat(), 0, MOST);

    @Override
    public Optional<WaiverRuleSet> read(YamlValue value, String where, Problems problems) {
        return RULES.read(value, where, problems).map(WaiverRuleSet::new);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "maxItems", MOST, "items", Map.of("$ref", "#/$defs/waiverRule"));
    }

    @Override
    public Object plain(WaiverRuleSet value) {
        return RULES.plain(value.rules());
    }
}
