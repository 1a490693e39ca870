package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ListFormats.TextMapFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.DurationFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.ProvenanceCondition.ProvenanceFormat;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement.SignatureConditions;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement.VerdictCondition;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An entry of {@code signatures}: signers, or a reason to do without. Without {@code require}, all its signers must have
 * signed.
 */
public final class SignatureFormat implements ValueFormat<SignatureRequirement> {
    public static final List<String> FIELDS = List.of(
            "repositories",
            "exempt",
            "require",
            "signers",
            "roles",
            "annotations",
            "references",
            "maxAge",
            "verdict",
            "provenance",
            "layer");

    private static final int MOST_SIGNERS = 100;
    private static final int MOST_LAYERS = 10_000;
    private static final ValueFormat<List<Glob>> REPOSITORIES = new ListFormat<>(Formats.IMAGE_PATTERN, 1, 1_000);
    private static final ValueFormat<List<Signer>> SIGNERS = new ListFormat<>(new SignerFormat(), 1, MOST_SIGNERS);
    private static final ValueFormat<Integer> COUNT = Formats.wholeNumber(1, MOST_SIGNERS, "");
    private static final ValueFormat<Integer> LAYER =
            Formats.wholeNumber(SignatureRequirement.FIRST_LAYER, MOST_LAYERS, "");
    private static final ValueFormat<List<String>> ROLES = new ListFormat<>(Formats.NAME, 1, MOST_SIGNERS);
    private static final ValueFormat<Map<String, String>> ANNOTATIONS = new TextMapFormat();
    private static final ValueFormat<Duration> AGE = new DurationFormat(Duration.ofMinutes(1));
    private static final ValueFormat<VerdictCondition> VERDICT = new VerdictConditionFormat();
    private static final ValueFormat<ProvenanceCondition> PROVENANCE = new ProvenanceFormat();

    @Override
    public Optional<SignatureRequirement> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(SignatureFormat::read);
    }

    private static Optional<SignatureRequirement> read(Fields fields) {
        Optional<List<Glob>> repositories = fields.required("repositories", REPOSITORIES);
        return fields.has("exempt") ? exempt(fields, repositories) : required(fields, repositories);
    }

    private static Optional<SignatureRequirement> exempt(Fields fields, Optional<List<Glob>> repositories) {
        Optional<String> reason = fields.optional("exempt", Formats.TEXT);
        int layer = fields.optional("layer", LAYER).orElse(SignatureRequirement.FIRST_LAYER);
        boolean more = FIELDS.stream()
                .anyMatch(name -> !List.of("repositories", "exempt", "layer").contains(name) && fields.has(name));
        if (more) {
            fields.problem("is exempt, so it can have nothing but repositories, the reason and a layer");
        }
        return fields.sound()
                ? Optional.of(new SignatureRequirement(
                        repositories.orElseThrow(), reason, 1, List.of(), SignatureConditions.none(), layer))
                : Optional.empty();
    }

    private static Optional<SignatureRequirement> required(Fields fields, Optional<List<Glob>> repositories) {
        Optional<Integer> require = fields.optional("require", COUNT);
        Optional<List<Signer>> signers = fields.required("signers", SIGNERS);
        int layer = fields.optional("layer", LAYER).orElse(SignatureRequirement.FIRST_LAYER);
        SignatureConditions conditions = new SignatureConditions(
                fields.optional("roles", ROLES).orElse(List.of()),
                fields.optional("annotations", ANNOTATIONS).orElse(Map.of()),
                fields.optional("references", REPOSITORIES).orElse(List.of()),
                fields.optional("maxAge", AGE),
                fields.optional("verdict", VERDICT),
                fields.optional("provenance", PROVENANCE));
        if (fields.has("verdict") && fields.has("provenance")) {
            fields.problem("has a verdict and a provenance: use an entry for each");
        }
        if (!fields.sound()) {
            return Optional.empty();
        }
        List<Signer> named = signers.orElseThrow();
        long names = named.stream().map(Signer::name).distinct().count();
        if (names < named.size()) {
            fields.problem("names a signer twice: one signer counts once");
        }
        if (require.isPresent() && require.get() > named.size()) {
            fields.problem("requires " + require.get() + " signers but lists " + named.size());
        }
        for (String role : conditions.roles()) {
            if (named.stream().noneMatch(signer -> signer.role().equals(Optional.of(role)))) {
                fields.problem("requires the role " + role + ", which no signer has");
            }
        }
        return fields.sound()
                ? Optional.of(new SignatureRequirement(
                        repositories.orElseThrow(),
                        Optional.empty(),
                        require.orElse(named.size()),
                        named,
                        conditions,
                        layer))
                : Optional.empty();
    }

    @Override
    public Object plain(SignatureRequirement requirement) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("repositories", REPOSITORIES.plain(requirement.repositories()));
        if (requirement.layer() != SignatureRequirement.FIRST_LAYER) {
            plain.put("layer", requirement.layer());
        }
        if (requirement.exempt().isPresent()) {
            plain.put("exempt", requirement.exempt().get());
            return plain;
        }
        plain.put("require", requirement.require());
        plain.put("signers", SIGNERS.plain(requirement.signers()));
        SignatureConditions conditions = requirement.conditions();
        putUnlessEmpty(plain, "roles", conditions.roles());
        putUnlessEmpty(plain, "references", (List<?>) REPOSITORIES.plain(conditions.references()));
        if (!conditions.annotations().isEmpty()) {
            plain.put("annotations", ANNOTATIONS.plain(conditions.annotations()));
        }
        conditions.maxAge().ifPresent(age -> plain.put("maxAge", AGE.plain(age)));
        conditions.verdict().ifPresent(verdict -> plain.put("verdict", VERDICT.plain(verdict)));
        conditions.provenance().ifPresent(provenance -> plain.put("provenance", PROVENANCE.plain(provenance)));
        return plain;
    }

    private static void putUnlessEmpty(Map<String, Object> plain, String key, List<?> list) {
        if (!list.isEmpty()) {
            plain.put(key, list);
        }
    }

    /** Which verdicts count as having passed a gate. */
    public static final class VerdictConditionFormat implements ValueFormat<VerdictCondition> {
        public static final List<String> FIELDS = List.of("verifier", "policies", "gates", "asStrict");

        private static final ValueFormat<String> URI = Formats.text(
                "a URI such as https://jenkins.example/", 1_000, Pattern.compile("\\A[a-z][a-z0-9+.-]*:\\S+\\z"));
        private static final ValueFormat<List<String>> DIGESTS = new ListFormat<>(
                Formats.text("a digest such as sha256:...", 71, Pattern.compile("\\Asha256:[0-9a-f]{64}\\z")),
                1,
                1_000);

        private static final ValueFormat<List<GateName>> GATES = new ListFormat<>(
                ChoiceFormat.of(List.of(GateName.values()), GateName::key), 1, GateName.values().length);

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
}
