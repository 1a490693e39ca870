package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vulnerabilities that a VEX statement decided on, with its analysis. All others are in the verdict. */
final class Analyses {
    /** Justifications of OpenVEX that CycloneDX has a word for; the detail keeps the word that was written. */
    private static final Map<String, String> JUSTIFICATIONS = Map.of(
            "component_not_present", "code_not_present",
            "vulnerable_code_not_present", "code_not_present",
            "vulnerable_code_not_in_execute_path", "code_not_reachable",
            "vulnerable_code_cannot_be_controlled_by_adversary", "code_not_reachable",
            "inline_mitigations_already_exist", "protected_by_mitigating_control");

    private final JsonGenerator json;

    Analyses(JsonGenerator json) {
        this.json = json;
    }

    void write(List<GateResult> gates, Components components) throws IOException {
        List<DecidedFinding> decided = gates.stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(each -> each.vex().isPresent() && each.finding() instanceof VulnerabilityFinding)
                .toList();
        if (decided.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("vulnerabilities");
        for (DecidedFinding each : decided) {
            write((VulnerabilityFinding) each.finding(), each.vex().orElseThrow(), each.decidedBy(), components);
        }
        json.writeEndArray();
    }

    private void write(VulnerabilityFinding finding, VexStatement vex, String decidedBy, Components components)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.rule().value());
        references(finding.aliases());
        json.writeObjectFieldStart("analysis");
        json.writeStringField("state", vex.status() == VexStatement.Status.FIXED ? "resolved" : "not_affected");
        Optional<String> justification = vex.justification().map(JUSTIFICATIONS::get);
        if (justification.isPresent()) {
            json.writeStringField("justification", justification.get());
        }
        json.writeStringField("detail", BomText.of(decidedBy));
        if (vex.at().isPresent()) {
            json.writeStringField(
                    "lastUpdated",
                    vex.at().get().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        json.writeEndObject();
        Optional<String> affected = components.known(
                finding.affected().purl(), finding.location().path().orElse(""));
        if (affected.isPresent()) {
            json.writeArrayFieldStart("affects");
            json.writeStartObject();
            json.writeStringField("ref", affected.get());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Other names of the same vulnerability; each needs a source, which is not known. */
    private void references(List<RuleId> aliases) throws IOException {
        json.writeArrayFieldStart("references");
        for (RuleId alias : aliases) {
            json.writeStartObject();
            json.writeStringField("id", alias.value());
            json.writeObjectFieldStart("source");
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
