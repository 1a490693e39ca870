package io.jenkins.lib.containergate.testkit.vendor;

import java.util.ArrayList;
import java.util.List;

/** OVAL definitions as Oracle publishes them. */
public final class OvalFile {
    private final List<String> definitions = new ArrayList<>();

    /** What {@link #advisory} puts under "Oracle Linux N is installed". */
    public static String fixed(String name, String version) {
        return "<criteria operator=\"AND\"><criterion comment=\"" + name + " is earlier than " + version + "\"/>"
                + "<criterion comment=\"" + name + " is signed with the Oracle Linux 9 key\"/></criteria>";
    }

    /** Criteria that hold where a stream of a module is enabled. */
    public static String module(String module, String... criteria) {
        return "<criteria operator=\"AND\"><criterion comment=\"Module " + module + " is enabled\"/>"
                + "<criteria operator=\"OR\">" + String.join("", criteria) + "</criteria></criteria>";
    }

    /** @param cves separated by blanks */
    public OvalFile advisory(String id, String severity, int release, String cves, String... criteria) {
        StringBuilder named = new StringBuilder();
        for (String cve : cves.isEmpty() ? new String[0] : cves.split(" ")) {
            named.append("<cve href=\"https://linux.oracle.com/cve/" + cve + ".html\">" + cve + "</cve>");
        }
        return definition("<metadata>\n<title>\n" + id + ":  fixes (" + severity
                + ")\n</title>\n<affected family=\"unix\"><platform>Oracle Linux "
                + release + "</platform></affected><reference source=\"elsa\" ref_id=\"" + id
                + "\" ref_url=\"https://linux.oracle.com/errata/" + id
                + ".html\"/><description>d</description><advisory><severity>"
                + severity + "</severity><rights>r</rights><issued date=\"2026-11-20\"/>" + named
                + "</advisory></metadata>"
                + "<criteria operator=\"AND\"><criterion test_ref=\"t\" comment=\"Oracle Linux " + release
                + " is installed\"/><criteria operator=\"OR\"><criteria operator=\"AND\">"
                + "<criterion comment=\"Oracle Linux arch is x86_64\"/><criteria operator=\"OR\">"
                + String.join("", criteria) + "</criteria></criteria></criteria></criteria>");
    }

    public OvalFile definition(String content) {
        definitions.add("<definition id=\"oval:com.oracle.elsa:def:1\" version=\"501\" class=\"patch\">" + content
                + "</definition>");
        return this;
    }

    public String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oval_definitions xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\""
                + " xmlns:oval=\"http://oval.mitre.org/XMLSchema/oval-common-5\"><generator>"
                + "<oval:schema_version>5.3</oval:schema_version></generator><definitions>"
                + String.join("\n", definitions)
                + "</definitions><!-- ~~ --><tests><rpminfo_test id=\"t\"/></tests></oval_definitions>";
    }
}
