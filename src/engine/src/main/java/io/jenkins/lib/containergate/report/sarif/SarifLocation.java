package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.policy.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a result is: the file in the image as physical location (the image's reference when there is no file, as
 * viewers drop a result without one), the layer, package and JSON pointer as logical ones.
 */
final class SarifLocation {
    static final String URI_BASE = "IMAGEROOT";

    private static final int MAX_PATH = 1_000;
    private static final String UNRESERVED = "-._~!$&'()*+,;=@/";

    private SarifLocation() {}

    static void write(Finding finding, Subject subject, JsonGenerator json) throws IOException {
        Location location = finding.location();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(location.path().orElse(subject.reference()), json);
        if (location.line().isPresent()) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", Math.max(1, location.line().getAsInt()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        if (location.layer().isPresent()) {
            logical("layer", location.layer().get().toString(), json);
        }
        if (location.pointer().isPresent()) {
            logical("value", location.pointer().get(), json);
        }
        if (finding.inPackage().isPresent()) {
            logical("package", finding.inPackage().get().purl(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Of what is about the whole subject. */
    static void write(Subject subject, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(subject.reference(), json);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void artifact(String path, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", relativeReference(path));
        json.writeStringField("uriBaseId", URI_BASE);
        json.writeEndObject();
    }

    private static void logical(String kind, String name, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", SarifText.of(name));
        json.writeStringField("kind", kind);
        json.writeEndObject();
    }

    /**
     * A path as relative reference (RFC 3986 section 4.2) that cannot leave its base: no scheme, no host, no empty,
     * {@code .} or {@code ..} segment.
     */
    static String relativeReference(String path) {
        String inside = Arrays.stream(
                        path.substring(0, Math.min(MAX_PATH, path.length())).split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals(".") && !segment.equals(".."))
                .collect(Collectors.joining("/"));
        StringBuilder out = new StringBuilder();
        for (byte b : inside.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.isEmpty() ? "image" : out.toString();
    }
}
