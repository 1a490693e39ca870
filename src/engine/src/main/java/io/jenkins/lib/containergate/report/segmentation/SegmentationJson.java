package io.jenkins.lib.containergate.report.segmentation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Connection;
import io.jenkins.lib.containergate.ecs.segmentation.IngressMatch;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** The map in the shape of {@code docs/segmentation.schema.json}. */
public final class SegmentationJson {
    private SegmentationJson() {}

    /** @param out is left open */
    public static void write(SegmentationMap map, List<Violation> violations, OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", 1);
        json.writeStringField("cluster", map.cluster());
        json.writeArrayFieldStart("services");
        for (ServiceNetwork service : map.services()) {
            service(json, service, map.unknown());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("outside");
        for (Source source : map.outside()) {
            json.writeStartObject();
            json.writeStringField("key", source.key());
            json.writeStringField("label", source.label());
            if (source.unknown().isPresent()) {
                json.writeStringField("unknown", source.unknown().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("connections");
        for (Connection connection : map.connections()) {
            json.writeStartObject();
            texts(json, "from", connection.from().stream().map(Source::key).toList());
            texts(json, "to", connection.to());
            traffic(json, "traffic", connection.traffic());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("violations");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeStringField("service", violation.service());
            json.writeStringField("source", violation.arrival().source().key());
            traffic(json, "traffic", violation.arrival().traffic());
            texts(
                    json,
                    "openedBy",
                    violation.arrival().openings().stream()
                            .map(IngressMatch::text)
                            .toList());
            json.writeStringField("allowed", violation.allowed());
            json.writeStringField("remedy", violation.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        JsonOutput.finish(json);
    }

    private static void service(JsonGenerator json, ServiceNetwork service, Map<String, List<String>> unknown)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", service.name());
        texts(json, "securityGroups", service.passed());
        json.writeBooleanField("publicIp", service.publicIp());
        if (service.listens().isPresent()) {
            traffic(json, "listens", service.listens().get());
        }
        texts(json, "unknown", unknown.getOrDefault(service.name(), List.of()));
        json.writeEndObject();
    }

    private static void traffic(JsonGenerator json, String name, TrafficSet traffic) throws IOException {
        texts(json, name, traffic.all().stream().map(Traffic::toString).toList());
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
