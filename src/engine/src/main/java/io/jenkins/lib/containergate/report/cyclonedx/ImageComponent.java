package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.policy.Subject;
import java.io.IOException;
import java.util.Optional;

/** The image itself, what the bill of materials is about. */
final class ImageComponent {
    private ImageComponent() {}

    static void write(String bomRef, Subject subject, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("component");
        json.writeStringField("type", "container");
        json.writeStringField("bom-ref", bomRef);
        json.writeStringField("name", BomText.of(subject.reference()));
        if (subject.digest().isPresent()) {
            json.writeStringField("version", BomText.version(subject.digest().get()));
        }
        Optional<String> purl = OciPurl.of(subject);
        if (purl.isPresent()) {
            json.writeStringField("purl", BomText.of(purl.get()));
        }
        json.writeArrayFieldStart("properties");
        property("platform", subject.platform(), json);
        property("note", subject.note(), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void property(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            BomText.property(name, value.get(), json);
        }
    }
}
