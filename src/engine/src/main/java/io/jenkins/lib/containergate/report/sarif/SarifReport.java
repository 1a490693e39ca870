package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code report.sarif}: every finding as a result with its rule, one run for all gates. A waived finding is a suppressed
 * result; a gate that could not decide is an unsuccessful invocation with a notification, and a result of its own where no finding says so:
 * viewers that know results alone would show nothing. Notes of the verdict are notifications
 * of the level {@code note}.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifReport implements Report {
    private final ToolIdentity tool;

    public SarifReport(ToolIdentity tool) {
        this.tool = tool;
    }

    @Override
    public String fileName() {
        return "report.sarif";
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        Verdict verdict = input.verdict();
        SarifRules rules = SarifRules.of(verdict);
        try (JsonGenerator json = JsonOutput.open(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            driver(rules, json);
            invocation(verdict, json);
            json.writeObjectFieldStart("originalUriBaseIds");
            json.writeObjectFieldStart(SarifLocation.URI_BASE);
            SarifText.message("description", "root of the image's file system", json);
            json.writeEndObject();
            json.writeEndObject();
            results(verdict, rules, json);
            properties(verdict, json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            JsonOutput.finish(json);
        }
    }

    private void driver(SarifRules rules, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", tool.name());
        json.writeStringField("version", tool.version());
        json.writeStringField("informationUri", ToolIdentity.HOME);
        rules.write(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void invocation(Verdict verdict, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", verdict.complete());
        json.writeStringField("endTimeUtc", verdict.judgedAt().toString());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (GateResult gate : verdict.gates()) {
            if (gate.error().isPresent()) {
                notification("error", cause(gate), json);
            }
        }
        if (verdict.gates().isEmpty()) {
            notification("error", DecisiveReason.of(verdict), json);
        }
        for (PolicyNote note : verdict.notes()) {
            notification("note", note.kind() + ": " + note.text(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String cause(GateResult gate) {
        String why = gate.error()
                .map(error -> error.problem() + "; " + error.remedy())
                .orElse(gate.reason());
        return gate.gate().key() + ": " + why;
    }

    private static void notification(String level, String text, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        SarifText.message("message", text, json);
        json.writeEndObject();
    }

    private static void results(Verdict verdict, SarifRules rules, JsonGenerator json) throws IOException {
        SarifResult result = new SarifResult(verdict.subject(), rules);
        json.writeArrayFieldStart("results");
        for (GateResult gate : verdict.gates()) {
            for (DecidedFinding decided : gate.findings()) {
                result.write(gate.gate(), decided, json);
            }
            if (SarifUndecided.isUnseen(gate)) {
                SarifUndecided.result(gate.gate().key(), cause(gate), verdict.subject(), rules.undecidedIndex(), json);
            }
        }
        if (verdict.gates().isEmpty()) {
            SarifUndecided.result("none", DecisiveReason.of(verdict), verdict.subject(), rules.undecidedIndex(), json);
        }
        json.writeEndArray();
        json.writeStringField("columnKind", "utf16CodeUnits");
    }

    private static void properties(Verdict verdict, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeStringField("outcome", verdict.outcome().name());
        json.writeStringField("reason", SarifText.of(DecisiveReason.of(verdict)));
        json.writeStringField("reference", SarifText.of(verdict.subject().reference()));
        if (verdict.subject().digest().isPresent()) {
            json.writeStringField(
                    "digest", SarifText.of(verdict.subject().digest().get()));
        }
        json.writeStringField("policyDigest", verdict.policy().digest().toString());
        sources(verdict, json);
        accounts(verdict, json);
        json.writeEndObject();
    }

    /** Who answered the gates that ask somebody, and of when its knowledge is, with the names of {@code verdict.json}. */
    private static void sources(Verdict verdict, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("sources");
        for (GateResult gate : verdict.gates()) {
            if (gate.source().isPresent()) {
                SourceInfo source = gate.source().get();
                json.writeStartObject();
                json.writeStringField("gate", gate.gate().key());
                json.writeStringField("name", SarifText.of(source.name()));
                json.writeStringField("version", SarifText.of(source.version()));
                if (source.databaseUpdatedAt().isPresent()) {
                    json.writeStringField(
                            "databaseUpdatedAt",
                            source.databaseUpdatedAt().get().toString());
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** What each gate evaluated and what it did not, gate by gate. */
    private static void accounts(Verdict verdict, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("accounts");
        for (GateResult gate : verdict.gates()) {
            json.writeStartObject();
            json.writeStringField("gate", gate.gate().key());
            json.writeArrayFieldStart("evaluated");
            for (Account.Evaluated entry : gate.account().evaluated()) {
                json.writeStartObject();
                json.writeStringField("kind", SarifText.of(entry.kind()));
                json.writeNumberField("count", entry.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notEvaluated");
            for (Account.NotEvaluated entry : gate.account().notEvaluated()) {
                json.writeStartObject();
                json.writeStringField("kind", SarifText.of(entry.kind()));
                json.writeNumberField("count", entry.count());
                json.writeStringField("reason", SarifText.of(entry.reason()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
