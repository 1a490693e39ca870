package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.DurationFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.setting.WaiverRule;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Waivers, and the rules that say which waivers inner layers may add. */
public final class WaiverFormats {
    private WaiverFormats() {}

    /** An entry of {@code waivers}. */
    public static final class WaiverFormat implements ValueFormat<Waiver> {
        public static final List<String> FIELDS = List.of(
                "rule",
                "package",
                "image",
                "path",
                "fingerprint",
                "owner",
                "reason",
                "ticket",
                "expires",
                "until",
                "maxSeverity");

        private static final ValueFormat<String> FINGERPRINT =
                Formats.text("a fingerprint as the report shows it", 128, Pattern.compile("^[A-Za-z0-9:_-]+$"));
        private static final ValueFormat<String> UNTIL = ChoiceFormat.of(List.of("fixed"), until -> until);

        @Override
        public Optional<Waiver> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(WaiverFormat::read);
        }

        private static Optional<Waiver> read(Fields fields) {
            Optional<Glob> rule = fields.required("rule", Formats.TEXT_PATTERN);
            Optional<Glob> packages = fields.optional("package", Formats.TEXT_PATTERN);
            Optional<Glob> image = fields.optional("image", Formats.IMAGE_PATTERN);
            Optional<Glob> path = fields.optional("path", Formats.PATH_PATTERN);
            Optional<Fingerprint> fingerprint =
                    fields.optional("fingerprint", FINGERPRINT).map(Fingerprint::new);
            Optional<String> owner = fields.required("owner", Formats.NAME);
            Optional<String> reason = fields.required("reason", Formats.TEXT);
            Optional<String> ticket = fields.optional("ticket", Formats.NAME);
            Optional<LocalDate> expires = fields.required("expires", Formats.DATE_ONLY);
            boolean untilFixed = fields.optional("until", UNTIL).isPresent();
            Optional<Severity> maxSeverity = fields.optional("maxSeverity", Formats.CEILING);
            if (!fields.sound()) {
                return Optional.empty();
            }
            return Optional.of(new Waiver(
                    rule.orElseThrow(),
                    packages,
                    image,
                    path,
                    fingerprint,
                    owner.orElseThrow(),
                    reason.orElseThrow(),
                    ticket,
                    expires.orElseThrow(),
                    untilFixed,
                    maxSeverity));
        }

        @Override
        public Object plain(Waiver waiver) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("rule", waiver.rule().toString());
            waiver.packages().ifPresent(glob -> plain.put("package", glob.toString()));
            waiver.image().ifPresent(glob -> plain.put("image", glob.toString()));
            waiver.path().ifPresent(glob -> plain.put("path", glob.toString()));
            waiver.fingerprint().ifPresent(fingerprint -> plain.put("fingerprint", fingerprint.value()));
            plain.put("owner", waiver.owner());
            plain.put("reason", waiver.reason());
            waiver.ticket().ifPresent(ticket -> plain.put("ticket", ticket));
            plain.put("expires", Formats.DATE_ONLY.plain(waiver.expires()));
            if (waiver.untilFixed()) {
                plain.put("until", "fixed");
            }
            waiver.maxSeverity().ifPresent(severity -> plain.put("maxSeverity", Formats.CEILING.plain(severity)));
            return plain;
        }
    }

    /** An entry of {@code waiverRules}; a field left out restricts nothing. */
    public static final class WaiverRuleFormat implements ValueFormat<WaiverRule> {
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

    /** The list {@code waiverRules}. */
    public static final class WaiverRuleSetFormat implements ValueFormat<WaiverRuleSet> {
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
}
