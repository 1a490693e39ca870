package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An entry of {@code waivers}. */
public final class WaiverFormat implements ValueFormat<Waiver> {
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
