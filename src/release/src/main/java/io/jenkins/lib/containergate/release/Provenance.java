package io.jenkins.lib.containergate.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What was built from what, as an in-toto statement with a SLSA provenance predicate. It is worth as much as who signs it.
 *
 * @param builder URI of whoever ran the build
 * @param commit of the sources; empty when they are in no repository
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance v1</a>
 */
record Provenance(String version, String builder, Optional<String> commit) {
    private static final String SOURCES = "https://github.com/jenkinsci/container-gate-plugin";
    private static final String BUILD_TYPE = SOURCES + "/blob/main/docs/verify-a-release.md#build-it-yourself";

    /** @param subjects files by name */
    byte[] json(Map<String, Digest> subjects) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonBounds.own().factory().createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("_type", "https://in-toto.io/Statement/v1");
            json.writeArrayFieldStart("subject");
            for (Map.Entry<String, Digest> subject : subjects.entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", subject.getKey());
                json.writeObjectFieldStart("digest");
                json.writeStringField("sha256", subject.getValue().hex());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("predicateType", "https://slsa.dev/provenance/v1");
            json.writeObjectFieldStart("predicate");
            definition(json);
            json.writeObjectFieldStart("runDetails");
            json.writeObjectFieldStart("builder");
            json.writeStringField("id", builder);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void definition(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("buildDefinition");
        json.writeStringField("buildType", BUILD_TYPE);
        json.writeObjectFieldStart("externalParameters");
        json.writeStringField("version", version);
        json.writeStringField("command", "./mvnw -Prelease package");
        json.writeEndObject();
        json.writeArrayFieldStart("resolvedDependencies");
        if (commit.isPresent()) {
            json.writeStartObject();
            json.writeStringField("uri", "git+" + SOURCES);
            json.writeObjectFieldStart("digest");
            json.writeStringField("gitCommit", commit.get());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
