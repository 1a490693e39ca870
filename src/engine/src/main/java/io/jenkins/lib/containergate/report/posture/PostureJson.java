package io.jenkins.lib.containergate.report.posture;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.ecs.posture.Responsibility;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code posture.json}, in the shape of {@code docs/posture.schema.json}. */
public final class PostureJson {
    public static final String FILE_NAME = "posture.json";

    private static final int MAX_TEXT = 4_000;

    private PostureJson() {}

    /** @param postures one for each cluster */
    public static void write(List<Posture> postures, OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", 1);
        json.writeStringField("outcome", Posture.worst(postures).name());
        json.writeArrayFieldStart("controls");
        for (Control control : Control.values()) {
            json.writeStartObject();
            json.writeStringField("key", control.key());
            json.writeStringField("title", control.title());
            json.writeStringField("question", control.question());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("clusters");
        for (Posture posture : postures) {
            cluster(json, posture);
        }
        json.writeEndArray();
        json.writeEndObject();
        JsonOutput.finish(json);
    }

    private static void cluster(JsonGenerator json, Posture posture) throws IOException {
        json.writeStartObject();
        text(json, "subject", posture.subject());
        json.writeStringField("outcome", posture.outcome().name());
        json.writeStringField(
                "judgedAt", posture.judgedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeObjectFieldStart("policy");
        json.writeStringField("digest", posture.policy().digest().toString());
        texts(json, "layers", posture.policy().layers());
        optional(json, "mode", posture.policy().mode().map(Mode::key));
        json.writeEndObject();
        if (posture.error().isPresent()) {
            json.writeObjectFieldStart("error");
            text(json, "problem", posture.error().get().problem());
            text(json, "remedy", posture.error().get().remedy());
            json.writeEndObject();
        } else {
            json.writeNullField("error");
        }
        texts(json, "notes", posture.notes());
        json.writeArrayFieldStart("workloads");
        for (PostureRow row : posture.rows()) {
            workload(json, row);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("actions");
        for (PostureAction action : posture.actions()) {
            action(json, action);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void workload(JsonGenerator json, PostureRow row) throws IOException {
        json.writeStartObject();
        text(json, "path", row.path());
        json.writeStringField("kind", row.kind().name().toLowerCase(Locale.ROOT));
        text(json, "name", row.name());
        texts(json, "launchTypes", row.launchTypes().stream().sorted().toList());
        json.writeNumberField("tasks", row.tasks());
        json.writeBooleanField("exposed", row.exposed());
        json.writeFieldName("reachableFromInternet");
        if (row.reached()) {
            json.writeBoolean(true);
        } else {
            json.writeNull();
        }
        texts(
                json,
                "images",
                row.images().stream().sorted().map(Digest::toString).toList());
        json.writeObjectFieldStart("controls");
        for (Cell cell : row.cells()) {
            json.writeFieldName(cell.control().key());
            cell(json, cell);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, Cell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("outcome", cell.outcome().name());
        json.writeBooleanField("counts", cell.counts());
        texts(json, "rules", cell.rules().stream().map(RuleId::value).toList());
        json.writeArrayFieldStart("reasons");
        for (Reason reason : cell.reasons()) {
            json.writeStartObject();
            json.writeStringField("outcome", reason.outcome().name());
            json.writeBooleanField("counts", reason.counts());
            optional(json, "rule", reason.rule().map(RuleId::value));
            optional(json, "page", reason.rule().flatMap(ControlRules::page));
            json.writeStringField("severity", reason.severity().name());
            text(json, "text", reason.text());
            text(json, "remedy", reason.remedy());
            text(json, "decidedBy", reason.decidedBy());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "passed", ids(cell.passed()));
        texts(json, "off", ids(cell.off()));
        Responsibility responsible = cell.responsible();
        json.writeObjectFieldStart("responsible");
        json.writeStringField("party", responsible.party().name());
        json.writeStringField("why", responsible.why());
        json.writeStringField("source", responsible.source());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void action(JsonGenerator json, PostureAction action) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", action.severity().name());
        json.writeStringField("outcome", action.outcome().name());
        optional(json, "rule", action.rule().map(RuleId::value));
        optional(json, "page", action.rule().flatMap(ControlRules::page));
        texts(
                json,
                "controls",
                action.controls().stream().sorted().map(Control::key).toList());
        text(json, "what", action.what());
        text(json, "example", action.example());
        json.writeBooleanField("exposed", action.exposed());
        texts(json, "workloads", action.workloads());
        json.writeEndObject();
    }

    private static List<String> ids(Collection<RuleId> rules) {
        return rules.stream().sorted().map(RuleId::value).toList();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeStringField(name, SafeText.bounded(text, MAX_TEXT));
    }

    private static void optional(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            text(json, name, text.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(SafeText.bounded(text, MAX_TEXT));
        }
        json.writeEndArray();
    }
}
