package io.jenkins.lib.containergate.policy.vex;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.DurationFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.CosignSigner;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.policy.signer.SignerFormat;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whose VEX statements count. */
public final class VexTrustFormats {
    private VexTrustFormats() {}

    /** An entry of {@code vex}; a field left out restricts nothing. */
    public static final class VexTrustFormat implements ValueFormat<VexTrust> {
        public static final List<String> FIELDS = List.of(
                "from",
                "signers",
                "repositories",
                "authors",
                "rules",
                "images",
                "justifications",
                "maxSeverity",
                "maxAge");

        private static final ValueFormat<VexStatement.Origin> FROM =
                ChoiceFormat.of(List.of(VexStatement.Origin.values()), VexStatement.Origin::key);
        private static final ValueFormat<List<Signer>> SIGNERS = new ListFormat<>(new SignerFormat(), 1, 100);
        private static final ValueFormat<List<Glob>> TEXT_PATTERNS = new ListFormat<>(Formats.TEXT_PATTERN, 1, 1_000);
        private static final ValueFormat<List<Glob>> IMAGE_PATTERNS = new ListFormat<>(Formats.IMAGE_PATTERN, 1, 1_000);
        private static final ValueFormat<List<String>> JUSTIFICATIONS = new ListFormat<>(
                Formats.text("a justification such as component_not_present", 100, Pattern.compile("\\A[a-z_]+\\z")),
                1,
                100);
        private static final ValueFormat<Duration> AGE = new DurationFormat(Duration.ofMinutes(1));

        @Override
        public Optional<VexTrust> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(VexTrustFormat::read);
        }

        private static Optional<VexTrust> read(Fields fields) {
            Optional<VexStatement.Origin> from = fields.required("from", FROM);
            List<Signer> signers = fields.optional("signers", SIGNERS).orElse(List.of());
            List<Glob> repositories =
                    fields.optional("repositories", TEXT_PATTERNS).orElse(List.of());
            List<Glob> authors = fields.optional("authors", TEXT_PATTERNS).orElse(VexTrust.ANY_TEXT);
            List<Glob> rules = fields.optional("rules", TEXT_PATTERNS).orElse(VexTrust.ANY_TEXT);
            List<Glob> images = fields.optional("images", IMAGE_PATTERNS).orElse(VexTrust.ANY_PATH);
            List<String> justifications =
                    fields.optional("justifications", JUSTIFICATIONS).orElse(List.of());
            Optional<Severity> maxSeverity = fields.optional("maxSeverity", Formats.CEILING);
            Optional<Duration> maxAge = fields.optional("maxAge", AGE);
            from.ifPresent(origin -> signed(origin, signers, fields));
            from.ifPresent(origin -> named(origin, fields));
            return fields.sound()
                    ? Optional.of(new VexTrust(
                            from.orElseThrow(),
                            signers,
                            repositories,
                            authors,
                            rules,
                            images,
                            justifications,
                            maxSeverity,
                            maxAge))
                    : Optional.empty();
        }

        private static void named(VexStatement.Origin from, Fields fields) {
            boolean repository = from == VexStatement.Origin.REPOSITORY;
            if (repository && !fields.has("repositories")) {
                fields.problem("has no repositories: name the addresses of those that may state");
            } else if (!repository && fields.has("repositories")) {
                fields.problem("has repositories, but is not from: repository");
            }
        }

        private static void signed(VexStatement.Origin from, List<Signer> signers, Fields fields) {
            if (from == VexStatement.Origin.ATTESTATIONS && !fields.has("signers")) {
                fields.problem("has no signers: an attestation counts because a named signer made it");
            } else if (from != VexStatement.Origin.ATTESTATIONS && fields.has("signers")) {
                fields.problem("has signers, but only from: attestations is signed");
            }
            if (!signers.stream()
                    .allMatch(signer -> signer instanceof CosignSigner || signer instanceof KeylessSigner)) {
                fields.problem("has a signer that signs no attestations: use cosign or keyless");
            }
        }

        @Override
        public Object plain(VexTrust trust) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("from", trust.from().key());
            if (!trust.signers().isEmpty()) {
                plain.put("signers", SIGNERS.plain(trust.signers()));
            }
            if (!trust.repositories().isEmpty()) {
                plain.put("repositories", TEXT_PATTERNS.plain(trust.repositories()));
            }
            if (!trust.authors().equals(VexTrust.ANY_TEXT)) {
                plain.put("authors", TEXT_PATTERNS.plain(trust.authors()));
            }
            if (!trust.rules().equals(VexTrust.ANY_TEXT)) {
                plain.put("rules", TEXT_PATTERNS.plain(trust.rules()));
            }
            if (!trust.images().equals(VexTrust.ANY_PATH)) {
                plain.put("images", IMAGE_PATTERNS.plain(trust.images()));
            }
            if (!trust.justifications().isEmpty()) {
                plain.put("justifications", trust.justifications());
            }
            trust.maxSeverity().ifPresent(severity -> plain.put("maxSeverity", Formats.CEILING.plain(severity)));
            trust.maxAge().ifPresent(age -> plain.put("maxAge", AGE.plain(age)));
            return plain;
        }
    }

    /** The list {@code vex}. One name means one signer in all of its entries: verdicts name signers by it. */
    public static final class VexTrustSetFormat implements ValueFormat<VexTrustSet> {
        private static final int MOST = 100;
        private static final ValueFormat<List<VexTrust>> ENTRIES = new ListFormat<>(new VexTrustFormat(), 0, MOST);

        @Override
        public Optional<VexTrustSet> read(YamlValue value, String where, Problems problems) {
            return ENTRIES.read(value, where, problems)
                    .map(VexTrustSet::new)
                    .filter(set -> namesAreClear(set, value, where, problems));
        }

        private static boolean namesAreClear(VexTrustSet set, YamlValue value, String where, Problems problems) {
            Map<String, Signer> byName = new HashMap<>();
            for (Signer signer : set.signers()) {
                if (byName.putIfAbsent(signer.name(), signer) != null) {
                    problems.report(
                            value.line(),
                            where + " has two signers called " + signer.name() + ": give each a different name");
                    return false;
                }
            }
            return true;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "array", "maxItems", MOST, "items", Map.of("$ref", "#/$defs/vexTrust"));
        }

        @Override
        public Object plain(VexTrustSet value) {
            return ENTRIES.plain(value.entries());
        }
    }
}
