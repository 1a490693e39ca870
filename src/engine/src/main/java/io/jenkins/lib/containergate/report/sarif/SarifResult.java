package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.KnownExploit;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.FindingTitle;
import java.io.IOException;
import java.util.Optional;

/** Writes findings as results of one run. */
final class SarifResult {
    static final String FINGERPRINT = "containerGateFingerprint/v1";

    private final Subject subject;
    private final SarifRules rules;

    SarifResult(Subject subject, SarifRules rules) {
        this.subject = subject;
        this.rules = rules;
    }

    void write(GateName gate, DecidedFinding decided, JsonGenerator json) throws IOException {
        Finding finding = decided.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().value());
        json.writeNumberField("ruleIndex", rules.index(finding.rule()));
        json.writeStringField("level", SarifLevel.of(decided));
        SarifText.message(
                "message",
                FindingTitle.of(finding) + ". Found: " + finding.actual() + ". Expected: " + finding.expected()
                        + ". What to do: " + finding.help() + ".",
                json);
        SarifLocation.write(finding, subject, json);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(FINGERPRINT, finding.fingerprint().value());
        json.writeEndObject();
        suppressions(decided, json);
        properties(gate, decided, json);
        json.writeEndObject();
    }

    /** Present on every result, as section 3.27.23 wants; empty means not suppressed. */
    private static void suppressions(DecidedFinding decided, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("suppressions");
        if (decided.decision() == Decision.WAIVED) {
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", SarifText.of(decided.decidedBy()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void properties(GateName gate, DecidedFinding decided, JsonGenerator json) throws IOException {
        Finding finding = decided.finding();
        json.writeObjectFieldStart("properties");
        json.writeStringField("gate", gate.key());
        json.writeStringField("severity", finding.severity().name());
        json.writeBooleanField("undecided", finding.undecided());
        json.writeStringField("decision", decided.decision().name());
        json.writeStringField("decidedBy", SarifText.of(decided.decidedBy()));
        Optional<LayerOrigin> layer = subject.layerOf(finding.location());
        if (layer.isPresent()) {
            json.writeStringField("broughtBy", SarifText.of(layer.get().text()));
        }
        if (finding instanceof SecretFinding secret) {
            secret(secret.details(), json);
        }
        if (finding instanceof VulnerabilityFinding vulnerability) {
            json.writeStringField("purl", SarifText.of(vulnerability.affected().purl()));
            Optional<String> fixed = vulnerability.affected().fixedVersion();
            if (fixed.isPresent()) {
                json.writeStringField("fixedVersion", SarifText.of(fixed.get()));
            }
            if (vulnerability.affected().fixedSince().isPresent()) {
                json.writeStringField(
                        "fixedSince",
                        vulnerability.affected().fixedSince().get().toString());
            }
            json.writeBooleanField(
                    "knownExploited", vulnerability.exploitation().knownExploited());
            listed(vulnerability.exploitation().listed(), json);
            if (vulnerability.exploitation().epss().isPresent()) {
                json.writeNumberField(
                        "epss", vulnerability.exploitation().epss().get());
            }
            if (vulnerability.exploitation().percentile().isPresent()) {
                json.writeNumberField(
                        "epssPercentile",
                        vulnerability.exploitation().percentile().get());
            }
        }
        exposure(finding.exposure(), json);
        json.writeEndObject();
    }

    /** In the names of the CISA catalogue. */
    private static void listed(KnownExploit listed, JsonGenerator json) throws IOException {
        if (listed.added().isPresent()) {
            json.writeStringField("dateAdded", listed.added().get().toString());
        }
        if (listed.due().isPresent()) {
            json.writeStringField("dueDate", listed.due().get().toString());
        }
        if (listed.ransomware()) {
            json.writeBooleanField("knownRansomwareCampaignUse", true);
        }
    }

    private static void exposure(Exposure exposure, JsonGenerator json) throws IOException {
        if (exposure.inUse().isPresent()) {
            json.writeNumberField("inUseCount", exposure.inUse().getAsInt());
        }
        if (exposure.lastInUse().isPresent()) {
            json.writeStringField("lastInUseAt", exposure.lastInUse().get().toString());
        }
        if (exposure.internet().isPresent()) {
            json.writeBooleanField("reachableFromInternet", exposure.internet().get());
        }
    }

    private static void secret(SecretFinding.Details details, JsonGenerator json) throws IOException {
        if (details.fixture()) {
            json.writeStringField("classification", "fixture");
        }
        if (details.commit().isPresent()) {
            SecretFinding.Commit commit = details.commit().get();
            json.writeStringField("commit", SarifText.of(commit.id()));
            json.writeStringField("author", SarifText.of(commit.author()));
            json.writeStringField("authoredAt", commit.time().toString());
        }
    }
}
