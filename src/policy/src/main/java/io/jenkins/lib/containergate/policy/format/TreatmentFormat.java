package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.setting.Treat;
import io.jenkins.lib.containergate.policy.setting.Treatment;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code warn}, or {@code {treat: allow, reason: ...}}. */
public final class TreatmentFormat implements ValueFormat<Treatment> {
    public static final List<String> FIELDS = List.of("treat", "reason");
    private static final ValueFormat<Treat> TREAT = ChoiceFormat.of(Treat.values());

    @Override
    public Optional<Treatment> read(YamlValue value, String where, Problems problems) {
        if (!(value instanceof Mapping)) {
            return TREAT.read(value, where, problems).flatMap(treat -> {
                if (treat == Treat.ALLOW) {
                    problems.report(
                            value.line(), where + ": allow needs a reason: write {treat: allow, reason: \"...\"}");
                    return Optional.empty();
                }
                return Optional.of(Treatment.of(treat));
            });
        }
        return Fields.of(value, where, FIELDS, problems).flatMap(TreatmentFormat::read);
    }

    private static Optional<Treatment> read(Fields fields) {
        Optional<Treat> treat = fields.required("treat", TREAT);
        Optional<String> reason = fields.required("reason", Formats.TEXT);
        return fields.sound() ? Optional.of(new Treatment(treat.orElseThrow(), reason)) : Optional.empty();
    }

    @Override
    public Object plain(Treatment value) {
        if (value.reason().isEmpty()) {
            return TREAT.plain(value.treat());
        }
        Map<String, Object> plain = new TreeMap<>();
        plain.put("treat", TREAT.plain(value.treat()));
        plain.put("reason", value.reason().get());
        return plain;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", "#/$defs/treatment");
    }

    @Override
    public String values() {
        return "`error`, `warn`, or `{treat: allow, reason: TEXT}`";
    }

    @Override
    public String text(Treatment value) {
        return value.treat().key()
                + value.reason().map(reason -> " (" + reason + ")").orElse("");
    }
}
