package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import java.io.IOException;

/** A gate that did not pass without a finding that says so, as a result: a viewer without any result looks green. */
final class SarifUndecided {
    private static final String RULE = "gate-undecided";
    private static final String LEVEL = "error";

    private SarifUndecided() {}

    /** Whether the results of its findings do not show that it did not pass. */
    static boolean isUnseen(GateResult gate) {
        return !gate.outcome().passed() && gate.findings().stream().noneMatch(decided -> shows(gate, decided));
    }

    /** A finding that blocks shows a FAIL, but not an ERROR: viewers can leave out its level, and fixing it is not enough. */
    private static boolean shows(GateResult gate, DecidedFinding decided) {
        return decided.undecided() || decided.forbidden() && gate.complete();
    }

    static void rule(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", RULE);
        SarifText.message("shortDescription", "A gate could not decide", json);
        SarifText.message(
                "help", "What a gate could not evaluate has not passed. Mend the cause and run the gate again.", json);
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", LEVEL);
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * @param gate its name
     * @param cause the problem, and what to do
     */
    static void result(String gate, String cause, Subject subject, int ruleIndex, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", RULE);
        json.writeNumberField("ruleIndex", ruleIndex);
        json.writeStringField("level", LEVEL);
        SarifText.message("message", cause, json);
        SarifLocation.write(subject, json);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(SarifResult.FINGERPRINT, RULE + "/" + gate);
        json.writeEndObject();
        json.writeArrayFieldStart("suppressions");
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("gate", gate);
        json.writeBooleanField("undecided", true);
        json.writeEndObject();
        json.writeEndObject();
    }
}
