package io.jenkins.lib.containergate.testkit.trivy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A vulnerability as Trivy's API writes it, with its snake-case names.
 *
 * @param severity {@code CRITICAL}
 * @param fixed empty when there is no fix
 * @param status number of Trivy's status: 2 affected, 3 fixed, 5 will not fix, 7 end of life
 */
public record TrivyFlaw(String id, String severity, String fixed, int status) {
    public static TrivyFlaw fixed(String id, String severity, String version) {
        return new TrivyFlaw(id, severity, version, 3);
    }

    public static TrivyFlaw unfixed(String id, String severity, int status) {
        return new TrivyFlaw(id, severity, "", status);
    }

    ObjectNode json(ObjectMapper mapper, String packageId) {
        ObjectNode json = mapper.createObjectNode()
                .put("vulnerability_id", id)
                .put("pkg_id", packageId)
                .put("fixed_version", fixed)
                .put("title", "title of " + id)
                .put("severity", severity)
                .put("severity_source", "debian")
                .put("primary_url", "https://avd.example/" + id)
                .put("published_date", "2025-01-02T03:04:05Z")
                .put("status", status);
        json.putObject("cvss").putObject("debian").put("v3_vector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        json.putArray("vendor_ids").add("DSA-1");
        json.putArray("references").add("https://example.org/" + id).add("javascript:alert(1)");
        return json;
    }
}
