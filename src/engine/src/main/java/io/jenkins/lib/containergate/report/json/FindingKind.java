package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.LicenseFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How each type of finding is read back; one constant per type of {@link Finding}. */
enum FindingKind {
    VULNERABILITY("vulnerability", List.of(false), FindingKind::vulnerability),
    INVENTORY("vulnerability", List.of(true), FindingKind::inventory),
    HARDENING("hardening", List.of(true, false), plain(HardeningFinding::new)),
    LICENSE("license", List.of(true, false), FindingKind::license),
    MISCONFIGURATION("misconfiguration", List.of(true, false), FindingKind::misconfiguration),
    SIGNATURE("signature", List.of(true, false), plain(SignatureFinding::new)),
    SECRET("secret", List.of(true, false), FindingKind::secret);

    @FunctionalInterface
    private interface Reader {
        Finding read(FindingDocument document) throws GateException;
    }

    /** The constructor of a finding that has what all have, and nothing else. */
    @FunctionalInterface
    private interface PlainFinding {
        Finding of(
                RuleId rule,
                Severity severity,
                String title,
                Location location,
                String actual,
                String expected,
                String help,
                Fingerprint fingerprint,
                boolean undecided);
    }

    private final String kind;
    private final List<Boolean> undecided;
    private final Reader reader;

    /** @param undecided the values of {@link Finding#undecided} that go with this type */
    FindingKind(String kind, List<Boolean> undecided, Reader reader) {
        this.kind = kind;
        this.undecided = undecided;
        this.reader = reader;
    }

    /** @throws IllegalArgumentException for a kind this version does not know: it must not be dropped */
    static FindingKind of(FindingDocument document) {
        for (FindingKind candidate : values()) {
            if (candidate.kind.equals(document.kind()) && candidate.undecided.contains(document.undecided())) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("unknown kind of finding '" + document.kind() + "'");
    }

    Finding read(FindingDocument document) throws GateException {
        return reader.read(document);
    }

    private static Finding vulnerability(FindingDocument document) throws GateException {
        return new VulnerabilityFinding(
                new RuleId(document.rule()),
                document.aliases().stream().map(RuleId::new).toList(),
                document.severity(),
                Optional.ofNullable(document.cvss()),
                document.title(),
                required(document.affected(), "package").affected(),
                required(document.exploitation(), "exploitation").exploitation(),
                document.location().location(),
                document.references(),
                Optional.ofNullable(document.severitySource()));
    }

    private static Finding inventory(FindingDocument document) throws GateException {
        if (document.severity() != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
        return new InventoryFinding(
                new RuleId(document.rule()),
                document.title(),
                document.location().location(),
                document.actual(),
                document.expected(),
                document.help());
    }

    private static Finding license(FindingDocument document) throws GateException {
        return new LicenseFinding(
                new RuleId(document.rule()),
                document.severity(),
                document.title(),
                required(document.affected(), "package").affected(),
                document.location().location(),
                document.actual(),
                document.expected(),
                document.help(),
                document.undecided());
    }

    private static Finding misconfiguration(FindingDocument document) throws GateException {
        return new MisconfigurationFinding(
                new RuleId(document.rule()),
                document.severity(),
                document.title(),
                document.location().location(),
                document.actual(),
                document.expected(),
                document.help(),
                document.storedFingerprint(),
                document.undecided(),
                PatchOperationDocument.patch(document.fix()),
                document.exposed());
    }

    private static Finding secret(FindingDocument document) throws GateException {
        var secret = document.secret();
        return new SecretFinding(
                new RuleId(document.rule()),
                document.severity(),
                document.title(),
                document.location().location(),
                document.actual(),
                document.expected(),
                document.help(),
                document.storedFingerprint(),
                document.undecided(),
                secret == null ? SecretFinding.Details.NONE : secret.details());
    }

    private static Reader plain(PlainFinding constructor) {
        return document -> constructor.of(
                new RuleId(document.rule()),
                document.severity(),
                document.title(),
                document.location().location(),
                document.actual(),
                document.expected(),
                document.help(),
                document.storedFingerprint(),
                document.undecided());
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("its kind of finding has a " + name);
        }
        return value;
    }
}
