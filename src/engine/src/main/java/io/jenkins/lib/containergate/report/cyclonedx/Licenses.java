package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.policy.license.SpdxLicenses;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Licences as declared. CycloneDX takes either one SPDX expression or a list of names and SPDX identifiers, where an
 * identifier must be in its list: all others are written as names, which loses nothing. Of too many, the rest is one that nobody knows.
 */
final class Licenses {
    private static final int MAX_LICENSES = 64;
    private static final Pattern OPERATORS = Pattern.compile("\\s+(?:AND|OR|WITH)\\s+|[()]");

    private Licenses() {}

    static void write(List<String> declared, JsonGenerator json) throws IOException {
        if (declared.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("licenses");
        if (declared.size() == 1 && isExpression(declared.get(0))) {
            json.writeStartObject();
            json.writeStringField("expression", declared.get(0));
            json.writeEndObject();
        } else {
            for (String license : declared.subList(0, Math.min(MAX_LICENSES, declared.size()))) {
                json.writeStartObject();
                json.writeObjectFieldStart("license");
                json.writeStringField(SpdxLicenses.get().lists(license) ? "id" : "name", BomText.of(license));
                json.writeEndObject();
                json.writeEndObject();
            }
            if (declared.size() > MAX_LICENSES) {
                json.writeStartObject();
                json.writeObjectFieldStart("license");
                json.writeStringField("name", (declared.size() - MAX_LICENSES) + " more licences");
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** Of several known identifiers; anything doubtful is a name. */
    private static boolean isExpression(String license) {
        if (license.length() > 1_000 || !OPERATORS.matcher(license).find()) {
            return false;
        }
        String[] parts = OPERATORS.split(license);
        int known = 0;
        for (String part : parts) {
            if (part.isBlank()) {
                continue;
            }
            if (!SpdxLicenses.get().lists(part.strip())) {
                return false;
            }
            known++;
        }
        return known > 1;
    }
}
