package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.report.json.ExploitationDocument.ExposureDocument;
import io.jenkins.lib.containergate.report.json.RequiredKeys.AddedLater;
import io.jenkins.lib.containergate.report.json.RequiredKeys.NullAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A finding of any kind. What only vulnerabilities have is {@code null} or empty for the others.
 *
 * @param undecided the detector could not decide here
 * @param secret what only secrets have; {@code null} for other kinds
 * @param vex the VEX statement that decided; {@code null} where none did
 * @param decidedByKey only where a key of the policy decided
 * @param exposure of other kinds: vulnerabilities have it in {@code exploitation}
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

        @AddedLater @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String decidedByKey,

        String fingerprint,
        String help,
        boolean undecided,
        List<String> aliases,
        @NullAllowed @Nullable String cvss,
        @AddedLater @NullAllowed @Nullable String severitySource,
        @NullAllowed @Nullable ExploitationDocument exploitation,
        List<String> references,
        @AddedLater @NullAllowed @Nullable List<PatchOperationDocument> fix,
        @AddedLater @NullAllowed @Nullable SecretDocument secret,
        @AddedLater @NullAllowed @Nullable VexDocument vex,

        @AddedLater @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        ExposureDocument exposure) {
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
                finding.inPackage().map(PackageDocument::of).orElse(null),
                LocationDocument.of(finding.location()),
                Bounded.text(finding.actual()),
                Bounded.text(finding.expected()),
                decided.decision(),
                Bounded.text(decided.decidedBy()),
                Bounded.text(decided.key()),
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
                        : null,
                finding instanceof SecretFinding secret ? SecretDocument.of(secret.details()) : null,
                decided.vex().map(VexDocument::of).orElse(null),
                vulnerability.isPresent() ? null : ExposureDocument.of(finding.exposure()));
    }

    Exposure exposed() {
        return exposure == null ? Exposure.unknown() : exposure.exposure();
    }

    DecidedFinding decided() throws GateException {
        return new DecidedFinding(
                FindingKind.of(this).read(this),
                decision,
                decidedBy,
                Optional.ofNullable(vex).map(VexDocument::statement),
                Optional.ofNullable(decidedByKey));
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

    record LocationDocument(
            @NullAllowed @Nullable String layer,
            @NullAllowed @Nullable String path,
            @NullAllowed @Nullable Integer line,
            @NullAllowed @Nullable String pointer) {
        static LocationDocument of(Location location) {
            return new LocationDocument(
                    location.layer().map(Digest::toString).orElse(null),
                    Bounded.text(location.path()),
                    location.line().isPresent() ? location.line().getAsInt() : null,
                    Bounded.text(location.pointer()));
        }

        Location location() throws GateException {
            return new Location(
                    layer == null ? Optional.empty() : Optional.of(Digest.parse(layer)),
                    Optional.ofNullable(path),
                    line == null ? OptionalInt.empty() : OptionalInt.of(line),
                    Optional.ofNullable(pointer));
        }
    }

    record PackageDocument(
            String purl,
            String name,
            String version,
            @NullAllowed @Nullable String fixedVersion,
            @NullAllowed @Nullable String fixedSince,
            @AddedLater @NullAllowed @Nullable String fixStatus) {
        static PackageDocument of(AffectedPackage affected) {
            return new PackageDocument(
                    Bounded.text(affected.purl()),
                    Bounded.text(affected.name()),
                    Bounded.text(affected.version()),
                    Bounded.text(affected.fixedVersion()),
                    affected.fixedSince().map(Instant::toString).orElse(null),
                    affected.fixStatus().key());
        }

        AffectedPackage affected() {
            return new AffectedPackage(
                    purl,
                    name,
                    version,
                    Optional.ofNullable(fixedVersion),
                    Optional.ofNullable(fixedSince).map(Instant::parse),
                    status());
        }

        private FixStatus status() {
            return fixStatus == null
                    ? FixStatus.UNKNOWN
                    : FixStatus.ofKey(fixStatus)
                            .orElseThrow(() -> new IllegalArgumentException("no fix status is called " + fixStatus));
        }
    }

    /**
     * What only secrets have.
     *
     * @param classification {@code fixture}, or {@code null}
     * @param fingerprintOf {@code value} or {@code place}
     */
    record SecretDocument(
            @NullAllowed @Nullable String classification,
            String fingerprintOf,
            @NullAllowed @Nullable CommitDocument commit) {
        private static final String FIXTURE = "fixture";
        private static final String VALUE = "value";
        private static final String PLACE = "place";

        static SecretDocument of(SecretFinding.Details details) {
            return new SecretDocument(
                    details.fixture() ? FIXTURE : null,
                    details.byValue() ? VALUE : PLACE,
                    details.commit().map(CommitDocument::of).orElse(null));
        }

        SecretFinding.Details details() {
            if (classification != null && !classification.equals(FIXTURE)
                    || !List.of(VALUE, PLACE).contains(fingerprintOf)) {
                throw new IllegalArgumentException("a secret has an unknown classification or fingerprintOf");
            }
            return new SecretFinding.Details(
                    classification != null,
                    fingerprintOf.equals(VALUE),
                    Optional.ofNullable(commit).map(CommitDocument::commit));
        }
    }

    record CommitDocument(String id, String author, String time) {
        static CommitDocument of(SecretFinding.Commit commit) {
            return new CommitDocument(
                    Bounded.text(commit.id()),
                    Bounded.text(commit.author()),
                    commit.time().toString());
        }

        SecretFinding.Commit commit() {
            return new SecretFinding.Commit(id, author, Instant.parse(time));
        }
    }
}
