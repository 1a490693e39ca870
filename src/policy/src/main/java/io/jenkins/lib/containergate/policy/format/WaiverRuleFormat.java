package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.WaiverRule;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of {@code waiverRules}; a field left out restricts nothing. */
public final class WaiverRuleFormat implements ValueFormat<WaiverRule> {
    public static final List<String> FIELDS =
            List.of("owners", "rules", "maxSeverity", "maxDuration", "images", "wildcards");

    private static final ValueFormat<List<Glob>> TEXT_PATTERNS = new ListFormat<>(Formats.TEXT_PATTERN, 1, 1_000);
    private static final ValueFormat<List<Glob>> IMAGE_PATTERNS = new ListFormat<>(Formats.IMAGE_PATTERN, 1, 1_000);
    private static final ValueFormat<Duration> DURATION = new DurationFormat(Duration.ofDays(1));
    private static final List<Glob> ANY_TEXT = List.of(Glob.overText("*"));
    private static final List<Glob> ANY_PATH = List.of(Glob.overPath("**"));

    @Override
    public Optional<WaiverRule> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(WaiverRuleFormat::read);
    }

    private static Optional<WaiverRule> read(Fields fields) {
        List<Glob> owners = fields.optional("owners", TEXT_PATTERNS).orElse(ANY_TEXT);
        List<Glob> rules = fields.optional("rules", TEXT_PATTERNS).orElse(ANY_TEXT);
        Optional<Severity> maxSeverity = fields.optional("maxSeverity", Formats.CEILING);
        Optional<Duration> maxDuration = fields.optional("maxDuration", DURATION);
        List<Glob> images = fields.optional("images", IMAGE_PATTERNS).orElse(ANY_PATH);
        boolean wildcards = fields.optional("wildcards", Formats.FLAG).orElse(false);
        return fields.sound()
                ? Optional.of(new WaiverRule(owners, rules, maxSeverity, maxDuration, images, wildcards))
                : Optional.empty();
    }

    @Override
    public Object plain(WaiverRule rule) {
        Map<String, Object> plain = new TreeMap<>();
        if (!rule.owners().equals(ANY_TEXT)) {
            plain.put("owners", TEXT_PATTERNS.plain(rule.owners()));
        }
        if (!rule.rules().equals(ANY_TEXT)) {
            plain.put("rules", TEXT_PATTERNS.plain(rule.rules()));
        }
        rule.maxSeverity().ifPresent(severity -> plain.put("maxSeverity", Formats.CEILING.plain(severity)));
        rule.maxDuration().ifPresent(duration -> plain.put("maxDuration", DURATION.plain(duration)));
        if (!rule.images().equals(ANY_PATH)) {
            plain.put("images", IMAGE_PATTERNS.plain(rule.images()));
        }
        if (rule.wildcards()) {
            plain.put("wildcards", true);
        }
        return plain;
    }
}
