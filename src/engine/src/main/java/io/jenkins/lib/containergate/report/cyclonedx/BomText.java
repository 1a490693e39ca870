package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.inventory.sbom.SbomProperties;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;

/** Data in a bill of materials: kept as it is, for other tools compare it, but bounded. */
final class BomText {
    private static final int MAX_TEXT = 8_192;
    private static final int MAX_VERSION = 1_024;

    private BomText() {}

    static String of(String data) {
        return SafeText.bounded(data, MAX_TEXT);
    }

    /** The schema allows no more for a version. */
    static String version(String data) {
        return SafeText.bounded(data, MAX_VERSION);
    }

    static void property(String name, String value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", SbomProperties.NAMESPACE + name);
        json.writeStringField("value", of(value));
        json.writeEndObject();
    }
}
