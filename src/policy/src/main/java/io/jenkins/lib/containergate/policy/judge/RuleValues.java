package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.ImageFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.PackageFact;
import io.jenkins.lib.containergate.policy.cel.RuleVariables.Variable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of {@link io.jenkins.lib.containergate.policy.cel.RuleVariables}, each type as a map of its fields. */
final class RuleValues {
    private static final double NO_SCORE = -1;

    private RuleValues() {}

    /** Of all variables but {@code task}. */
    static Map<String, @Nullable Object> of(List<DecidedFinding> findings, RuleFacts facts, Instant now) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                Variable.FINDINGS.key(), findings.stream().map(RuleValues::of).toList());
        values.put(Variable.NOW.key(), now);
        facts.packages()
                .ifPresent(packages -> values.put(
                        Variable.PACKAGES.key(),
                        packages.get().stream().map(RuleValues::of).toList()));
        facts.image().ifPresent(image -> values.put(Variable.IMAGE.key(), of(image)));
        return values;
    }

    private static Map<String, Object> of(DecidedFinding decided) {
        Finding finding = decided.finding();
        Optional<VulnerabilityFinding> vulnerability =
                finding instanceof VulnerabilityFinding found ? Optional.of(found) : Optional.empty();
        Map<String, Object> values = new HashMap<>();
        values.put("rule", finding.rule().value());
        values.put("kind", finding.kind());
        values.put("severity", finding.severity().key());
        values.put("title", finding.title());
        values.put("actual", finding.actual());
        values.put("decision", decided.decision().name());
        values.put("undecided", finding.undecided());
        values.put("path", finding.location().path().orElse(""));
        values.put("pointer", finding.location().pointer().orElse(""));
        values.put("layer", finding.location().layer().map(Digest::toString).orElse(""));
        values.put(
                "aliases",
                vulnerability
                        .map(found ->
                                found.aliases().stream().map(RuleId::value).toList())
                        .orElse(List.of()));
        values.put(
                "knownExploited",
                vulnerability
                        .map(found -> found.exploitation().knownExploited())
                        .orElse(false));
        values.put(
                "epss",
                vulnerability
                        .flatMap(found -> found.exploitation().epss())
                        .map(BigDecimal::doubleValue)
                        .orElse(NO_SCORE));
        values.put("affected", of(vulnerability.map(VulnerabilityFinding::affected)));
        return values;
    }

    private static Map<String, Object> of(Optional<AffectedPackage> affected) {
        return Map.of(
                "purl", affected.map(AffectedPackage::purl).orElse(""),
                "name", affected.map(AffectedPackage::name).orElse(""),
                "version", affected.map(AffectedPackage::version).orElse(""),
                "fixedVersion", affected.flatMap(AffectedPackage::fixedVersion).orElse(""));
    }

    private static Map<String, Object> of(PackageFact fact) {
        return Map.of(
                "name", fact.name(),
                "version", fact.version(),
                "type", fact.type(),
                "purl", fact.purl(),
                "path", fact.path(),
                "licenses", fact.licenses());
    }

    private static Map<String, Object> of(ImageFact image) {
        return Map.of(
                "reference", image.reference(),
                "digest", image.digest(),
                "platform", image.platform(),
                "user", image.user(),
                "labels", image.labels());
    }
}
