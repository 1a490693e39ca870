package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.policy.license.SpdxLicenses;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Licences as declared. CycloneDX takes either one SPDX expression or a list of names and SPDX identifiers, where an
 * identifier must be in its list: all others are written as names, which loses nothing. None is left out: one
 * that is denied may be the last.
 */
final class Licenses {
    /** Longer than any text whose licences are read, so that one that is cut is unknown before and after. */
    private static final int MAX_TEXT = 20_000;

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
            for (String license : declared) {
                json.writeStartObject();
                json.writeObjectFieldStart("license");
                json.writeStringField(
                        SpdxLicenses.get().lists(license) ? "id" : "name", SafeText.bounded(license, MAX_TEXT));
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
