package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Licences as declared. CycloneDX takes either one SPDX expression or a list of names and SPDX identifiers, where an
 * identifier must be in its list: only those most used are written as such, all others as names, which loses nothing.
 */
final class Licenses {
    private static final int MAX_LICENSES = 64;
    private static final Pattern OPERATORS = Pattern.compile("\\s+(?:AND|OR|WITH)\\s+|[()]");

    static final Set<String> IDENTIFIERS = Set.of(
            "0BSD",
            "AFL-2.1",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "Apache-1.1",
            "Apache-2.0",
            "Artistic-1.0-Perl",
            "Artistic-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "BSL-1.0",
            "BlueOak-1.0.0",
            "CC-BY-3.0",
            "CC-BY-4.0",
            "CC0-1.0",
            "CDDL-1.0",
            "CDDL-1.1",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "HPND",
            "ISC",
            "LGPL-2.0-or-later",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "LGPL-3.0-only",
            "LGPL-3.0-or-later",
            "MIT",
            "MIT-0",
            "MPL-1.1",
            "MPL-2.0",
            "OFL-1.1",
            "OpenSSL",
            "PSF-2.0",
            "Python-2.0",
            "Ruby",
            "Unicode-3.0",
            "Unlicense",
            "UPL-1.0",
            "WTFPL",
            "X11",
            "ZPL-2.1",
            "Zlib",
            "curl");

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
                json.writeStringField(IDENTIFIERS.contains(license) ? "id" : "name", BomText.of(license));
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
            if (!IDENTIFIERS.contains(part.strip())) {
                return false;
            }
            known++;
        }
        return known > 1;
    }
}
