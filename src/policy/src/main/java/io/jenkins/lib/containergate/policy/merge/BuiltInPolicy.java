package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.Origin;

/** The policy when nobody gives one. Everything it leaves out has its default. */
public final class BuiltInPolicy {
    public static final String LAYER = Origin.DEFAULT.layer();

    private static final String LIMITS = """
        version: 1
        mode: enforce
        vulnerabilities:
          max: {critical: 0, high: 0}
        secrets:
          max: {critical: 0, high: 0, medium: 0}
        """;

    /** Single vulnerabilities, and of them neither the worst nor malicious packages (MAL-...). */
    private static final String WAIVERS = """
        waiverRules:
          - rules: ["CVE-*", "*-CVE-*", "GHSA-*", "GO-*", "PYSEC-*", "RUSTSEC-*", "DSA-*", "DLA-*", "TEMP-*", "USN-*",
                    "RHSA-*", "RHBA-*", "RHEA-*", "ALSA-*", "RLSA-*", "ELSA-*", "ALAS*", "SUSE-*", "openSUSE-*", "CGA-*"]
            maxSeverity: high
            maxDuration: 90d
        """;

    private BuiltInPolicy() {}

    /** For a command line, whose caller decides about waivers: some may be waived for a while. */
    public static PolicyDocument document() {
        return parsed(LIMITS + WAIVERS);
    }

    /** Where inner layers come from those whose work is judged: they waive nothing. */
    public static PolicyDocument withoutWaivers() {
        return parsed(LIMITS);
    }

    private static PolicyDocument parsed(String text) {
        try {
            return PolicyParser.parse(LAYER, LAYER, text);
        } catch (PolicyFormatException e) {
            throw new IllegalStateException("the built-in policy is malformed", e);
        }
    }
}
