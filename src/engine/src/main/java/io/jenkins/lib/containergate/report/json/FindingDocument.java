package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A finding of any kind. What only vulnerabilities have is {@code null} or empty for the others.
 *
 * @param undecided the detector could not decide here
 * @param fix JSON Patch of the task definition that puts a misconfiguration right
 */
record FindingDocument(
        String kind,
        String rule,
        Severity severity,
        String title,
        @JsonProperty("package") @NullAllowed @Nullable PackageDocument affected,
        LocationDocument location,
        String actual,
        String expected,
        Decision decision,
        String decidedBy,
        String fingerprint,
        String help,
        boolean undecided,
        List<String> aliases,
        @NullAllowed @Nullable String cvss,
        @AddedLater @NullAllowed @Nullable String severitySource,
        @NullAllowed @Nullable ExploitationDocument exploitation,
        List<String> references,
        @AddedLater @NullAllowed @Nullable List<PatchOperationDocument> fix) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

    static FindingDocument of(DecidedFinding decided) {
        Finding finding = decided.finding();
        Optional<VulnerabilityFinding> vulnerability =
                finding instanceof VulnerabilityFinding found ? Optional.of(found) : Optional.empty();
        return new FindingDocument(
                finding.kind(),
                finding.rule().value(),
                finding.severity(),
                Bounded.text(finding.title()),
                vulnerability.map(found -> PackageDocument.of(found.affected())).orElse(null),
                LocationDocument.of(finding.location()),
                Bounded.text(finding.actual()),
                Bounded.text(finding.expected()),
                decided.decision(),
                Bounded.text(decided.decidedBy()),
                finding.fingerprint().value(),
                Bounded.text(finding.help()),
                finding.undecided(),
                vulnerability.map(FindingDocument::aliasesOf).orElse(List.of()),
                Bounded.text(vulnerability.flatMap(VulnerabilityFinding::cvss)),
                Bounded.text(vulnerability.flatMap(VulnerabilityFinding::severitySource)),
                vulnerability
                        .map(found -> ExploitationDocument.of(found.exploitation()))
                        .orElse(null),
                vulnerability.map(found -> Bounded.texts(found.references())).orElse(List.of()),
                finding instanceof MisconfigurationFinding misconfiguration
                        ? misconfiguration.fix().map(PatchOperationDocument::of).orElse(null)
                        : null);
    }

    DecidedFinding decided() throws GateException {
        return new DecidedFinding(FindingKind.of(this).read(this), decision, decidedBy);
    }

    /** @throws IllegalArgumentException when it has another shape */
    Fingerprint storedFingerprint() {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("a fingerprint has 32 lower-case hexadecimal digits");
        }
        return new Fingerprint(fingerprint);
    }

    private static List<String> aliasesOf(VulnerabilityFinding found) {
        return found.aliases().stream()
                .limit(Bounded.MAX_LIST)
                .map(RuleId::value)
                .toList();
    }
}
