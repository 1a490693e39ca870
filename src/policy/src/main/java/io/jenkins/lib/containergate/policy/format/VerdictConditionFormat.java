package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.setting.SignatureRequirement.VerdictCondition;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which verdicts count as having passed a gate. */
public final class VerdictConditionFormat implements ValueFormat<VerdictCondition> {
    public static final List<String> FIELDS = List.of("verifier", "policies", "gates", "asStrict");

    private static final ValueFormat<String> URI = Formats.text(
            "a URI such as https://jenkins.example/", 1_000, Pattern.compile("\\A[a-z][a-z0-9+.-]*:\\S+\\z"));
    private static final ValueFormat<List<String>> DIGESTS = new ListFormat<>(
            Formats.text("a digest such as sha256:...", 71, Pattern.compile("\\Asha256:[0-9a-f]{64}\\z")), 1, 1_000);

    private static final ValueFormat<List<GateName>> GATES =
            new ListFormat<>(ChoiceFormat.of(List.of(GateName.values()), GateName::key), 1, GateName.values().length);

    @Override
    public Optional<VerdictCondition> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(VerdictConditionFormat::read);
    }

    private static Optional<VerdictCondition> read(Fields fields) {
        Optional<String> verifier = fields.required("verifier", URI);
        Optional<List<String>> policies = fields.optional("policies", DIGESTS);
        Optional<List<GateName>> gates = fields.optional("gates", GATES);
        Optional<Boolean> asStrict = fields.optional("asStrict", Formats.FLAG);
        return fields.sound()
                ? Optional.of(new VerdictCondition(
                        verifier.orElseThrow(),
                        policies.orElse(List.of()),
                        gates.orElse(List.of()),
                        asStrict.orElse(false)))
                : Optional.empty();
    }

    @Override
    public Object plain(VerdictCondition condition) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("verifier", condition.verifier());
        if (!condition.policies().isEmpty()) {
            plain.put("policies", condition.policies());
        }
        if (!condition.gates().isEmpty()) {
            plain.put("gates", GATES.plain(condition.gates()));
        }
        if (condition.asStrict()) {
            plain.put("asStrict", true);
        }
        return plain;
    }
}
