package io.jenkins.lib.containergate.report.learned;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecs.account.iam.Condition;
import io.jenkins.lib.containergate.ecs.account.iam.learn.LearnedCalls.Basis;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Listed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.MappedCall;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Proposed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Removed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Unproven;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A proposal for a role as JSON: the policy by itself, or with all that it rests on. */
public final class RoleProposalJson {
    private RoleProposalJson() {}

    /** The policy in the grammar of IAM. */
    public static void policy(RoleProposal proposal, OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        policy(json, proposal);
        JsonOutput.finish(json);
    }

    /** Everything: the basis, the policy, what is removed, what stays without proof, and the calls. */
    public static void write(RoleProposal proposal, OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", 1);
        json.writeStringField("role", proposal.role().toString());
        Basis basis = proposal.basis();
        json.writeObjectFieldStart("basis");
        json.writeNumberField("events", basis.events());
        json.writeNumberField("eventsOfTheRole", basis.own());
        json.writeNumberField("notRead", basis.unread());
        texts(json, "firstNotRead", basis.places());
        json.writeStringField("from", basis.from().toString());
        json.writeStringField("to", basis.to().toString());
        texts(json, "regions", basis.regions());
        json.writeEndObject();
        json.writeFieldName("policy");
        policy(json, proposal);
        json.writeArrayFieldStart("removed");
        for (Removed each : proposal.removed()) {
            json.writeStartObject();
            json.writeStringField("policy", each.policy());
            json.writeStringField("action", each.action());
            texts(json, "resources", each.resources());
            texts(json, "left", each.left());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unproven");
        for (Unproven each : proposal.unproven()) {
            json.writeStartObject();
            json.writeStringField("policy", each.policy());
            json.writeStringField("action", each.action());
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("calls");
        for (MappedCall each : proposal.calls()) {
            json.writeStartObject();
            json.writeStringField("source", each.call().source());
            json.writeStringField("name", each.call().name());
            json.writeNumberField("calls", each.call().calls());
            json.writeNumberField("denied", each.call().refused());
            json.writeStringField(
                    "relation", each.relation().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            texts(json, "actions", each.actions());
            texts(json, "resources", each.call().resources());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        JsonOutput.finish(json);
    }

    private static void policy(JsonGenerator json, RoleProposal proposal) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", "2012-10-17");
        json.writeArrayFieldStart("Statement");
        for (Proposed each : proposal.policy()) {
            json.writeStartObject();
            json.writeStringField("Effect", each.allow() ? "Allow" : "Deny");
            listed(json, "Action", each.actions());
            listed(json, "Resource", each.resources());
            conditions(json, each.conditions());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void listed(JsonGenerator json, String element, Listed listed) throws IOException {
        texts(json, (listed.except() ? "Not" : "") + element, listed.names());
    }

    private static void conditions(JsonGenerator json, List<Condition> conditions) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        Map<String, List<Condition>> byOperator = new LinkedHashMap<>();
        conditions.forEach(each -> byOperator
                .computeIfAbsent(each.operator(), unused -> new ArrayList<>())
                .add(each));
        json.writeObjectFieldStart("Condition");
        for (Map.Entry<String, List<Condition>> operator : byOperator.entrySet()) {
            json.writeObjectFieldStart(operator.getKey());
            for (Condition each : operator.getValue()) {
                texts(json, each.key(), each.values());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
