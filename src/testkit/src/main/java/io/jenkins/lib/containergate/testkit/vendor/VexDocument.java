package io.jenkins.lib.containergate.testkit.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A VEX document as Red Hat publishes it, about one flaw. */
public final class VexDocument {
    private final String cve;
    private final Map<String, String> products = new LinkedHashMap<>();
    private final Map<String, String> components = new LinkedHashMap<>();
    private final List<String> relationships = new ArrayList<>();
    private final Map<String, List<String>> statuses = new LinkedHashMap<>();
    private final List<String> remediations = new ArrayList<>();
    private final List<String> threats = new ArrayList<>();
    private String modified = "2026-11-20T09:14:23+00:00";

    private VexDocument(String cve) {
        this.cve = cve;
    }

    public static VexDocument about(String cve) {
        return new VexDocument(cve);
    }

    public VexDocument modified(String time) {
        modified = time;
        return this;
    }

    /**
     * What is said about a package of a release as such.
     *
     * @param status {@code known_affected}, {@code under_investigation}, {@code known_not_affected}
     * @param component {@code bash}, {@code nodejs:16/nodejs}
     * @param purl empty for none
     */
    public VexDocument says(String status, int release, String component, String purl) {
        String product = "red_hat_enterprise_linux_" + release;
        products.put(product, "cpe:/o:redhat:enterprise_linux:" + release);
        return relate(status, product, component, purl);
    }

    /** The same about a product with another CPE. */
    public VexDocument saysOfProduct(String status, String cpe, String component, String purl) {
        String product = "product_" + products.size();
        products.put(product, cpe);
        return relate(status, product, component, purl);
    }

    private VexDocument relate(String status, String product, String component, String purl) {
        components.put(component, purl);
        String id = product + ":" + component;
        relationships.add("""
                {"category": "default_component_of", "full_product_name": {"name": "x", "product_id": "%s"},
                 "product_reference": "%s", "relates_to_product_reference": "%s"}""".formatted(id, component, product));
        statuses.computeIfAbsent(status, s -> new ArrayList<>()).add(id);
        return this;
    }

    /** @param product {@code red_hat_enterprise_linux_9:bash} */
    public VexDocument remedy(String category, String details, String product) {
        remediations.add("{\"category\": \"%s\", \"details\": \"%s\", \"product_ids\": [\"%s\"]}"
                .formatted(category, details, product));
        return this;
    }

    public VexDocument impact(String word, String product) {
        threats.add(
                "{\"category\": \"impact\", \"details\": \"%s\", \"product_ids\": [\"%s\"]}".formatted(word, product));
        return this;
    }

    private static String list(Iterable<String> members) {
        return "[" + String.join(", ", members) + "]";
    }

    private static String product(String id, String helper, String value) {
        return "{\"category\": \"product_version\", \"name\": \"n\", \"product\": {\"name\": \"n\", \"product_id\": \""
                + id
                + "\""
                + (value.isEmpty()
                        ? ""
                        : ", \"product_identification_helper\": {\"" + helper + "\": \"" + value + "\"}")
                + "}}";
    }

    public String document() {
        return """
                "document": {"aggregate_severity": {"namespace": "https://vendor.example/", "text": "Moderate"},
                  "category": "csaf_vex", "csaf_version": "2.0", "title": "What %1$s is about",
                  "publisher": {"category": "vendor", "name": "Red Hat Product Security", "namespace": "https://www.redhat.com"},
                  "tracking": {"current_release_date": "%2$s", "id": "%1$s",
                    "initial_release_date": "2024-10-18T00:00:00+00:00", "status": "final", "version": "1"}}""".formatted(cve, modified);
    }

    private String branches() {
        List<String> branches = new ArrayList<>();
        products.forEach((id, cpe) -> branches.add(product(id, "cpe", cpe)));
        components.forEach((id, purl) -> branches.add(product(id, "purl", purl)));
        return "\"branches\": [{\"category\": \"vendor\", \"name\": \"Red Hat\", \"branches\": " + list(branches)
                + "}]";
    }

    private String relationships() {
        return "\"relationships\": " + list(relationships);
    }

    public String vulnerabilities() {
        String said = statuses.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\": "
                        + list(each.getValue().stream()
                                .map(id -> "\"" + id + "\"")
                                .toList()))
                .collect(Collectors.joining(", "));
        return """
                "vulnerabilities": [{"cve": "%s", "product_status": {%s}, "remediations": %s,
                  "scores": [{"cvss_v3": {"baseScore": 4.7, "vectorString": "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N"},
                    "products": []}],
                  "threats": %s}]""".formatted(cve, said, list(remediations), list(threats));
    }

    public String json() {
        return "{" + document() + ", \"product_tree\": {" + branches() + ", " + relationships() + "}, "
                + vulnerabilities() + "}";
    }

    /** With the statements before what they are about. */
    public String backwards() {
        return "{" + vulnerabilities() + ", \"product_tree\": {" + relationships() + ", " + branches() + "}, "
                + document() + "}";
    }

    public String path() {
        return cve.substring(4, 8) + "/" + cve.toLowerCase(Locale.ROOT) + ".json";
    }
}
