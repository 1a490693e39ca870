package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
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
    VULNERABILITY("vulnerability", List.of(false)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
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
    },
    INVENTORY("vulnerability", List.of(true)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
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
    },
    HARDENING("hardening", List.of(true, false)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
            return new HardeningFinding(
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
    },
    MISCONFIGURATION("misconfiguration", List.of(true, false)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
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
                    PatchOperationDocument.patch(document.fix()));
        }
    },
    SIGNATURE("signature", List.of(true, false)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
            return new SignatureFinding(
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
    },
    SECRET("secret", List.of(true, false)) {
        @Override
        Finding read(FindingDocument document) throws GateException {
            return new SecretFinding(
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
    };

    private final String kind;
    private final List<Boolean> undecided;

    /** @param undecided the values of {@link Finding#undecided} that go with this type */
    FindingKind(String kind, List<Boolean> undecided) {
        this.kind = kind;
        this.undecided = undecided;
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

    abstract Finding read(FindingDocument document) throws GateException;

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("a vulnerability has a " + name);
        }
        return value;
    }
}
